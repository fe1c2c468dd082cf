import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { behindTheScenes } from "../../../demo/behind/behind-the-scenes.js";
import { recentCalls } from "../../../demo/behind/recent-calls.js";
import { behindSite } from "../../../demo/behind/site.js";
import { compose, startHiveGateway } from "../../../demo/gateway.js";
import { startSchool } from "../../../demo/school.js";
import { simulatorControl } from "../../../demo/simulator-control.js";
import { demoSite } from "../../../demo/site.js";
import { gatewayConfigFrom } from "../../../ops/gateways/hive-gateway.config.js";
import type { Site } from "../../../ops/gateways/page.js";
import { PAGE_FOLDER } from "../../../scripts/page-build.js";
import { buildSubgraph } from "../../../src/graphql/schema.js";
import { ACCESS_ENV, ROUTER_SECRET, tokenOf } from "../../support/access.js";
import { sendTo, startApp, type TestApp, type TestAppOptions } from "../../support/app.js";
import { storeFolder } from "../../support/store.js";
import { TOKEN } from "../../support/webhooks.js";
import { PATIENCE_MS, startChromium } from "../chromium.js";

/** A token's subject and scopes, without their prefix. */
export type Caller = readonly [subject: string, ...scopes: string[]];

export const TEACHER: Caller = ["teacher_li", "read:own", "write:own", "names"];
export const ADMINISTRATOR: Caller = ["headmaster_wang", "read", "write", "names", "events", "bulk"];
export const STUDENT: Caller = ["student_001", "read:own"];

export interface VisitOptions {
  /** Default: nobody is signed in. */
  readonly as?: Caller;
  readonly path?: string;
  readonly locale?: "en-GB" | "zh-CN";
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a screenshot per pixel of the page. Default: 1. */
  readonly scale?: number;
}

/** One visitor's window. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page reported to the console: errors, and what the content security policy refused. */
  readonly complaints: readonly string[];
  /** The hosts that it has called. */
  readonly hosts: ReadonlySet<string>;
}

/** The roster page as the demo serves it: Chromium, the real gateway, the subgraph with access control, and the simulator. */
export interface RosterSite extends AsyncDisposable {
  readonly url: string;
  readonly app: TestApp;
  visit(options?: VisitOptions): Promise<Visit>;
  /** Sends an operation to the gateway, as somebody beside the page. */
  run(caller: Caller, operation: string, variables?: Record<string, unknown>): Promise<any>;
  /** Visits a class, and waits until the server tells the visitor of changes. */
  watch(options: VisitOptions): Promise<Visit>;
  setNames(names: Readonly<Record<string, string>>): Promise<void>;
  /** Closes every window. */
  leave(): Promise<void>;
}

/** `behind: true` adds the panel *Behind the scenes*, as in the demo. Without it, the site is like any other. */
export async function startRosterSite({
  behind = false,
  ...options
}: TestAppOptions & { readonly behind?: boolean } = {}): Promise<RosterSite> {
  const folder = await storeFolder();
  const app = await startApp({
    folder: folder.path,
    webhooks: { tencentToken: TOKEN },
    ...options,
    env: {
      ...ACCESS_ENV,
      WEBHOOKS_PORT: "0",
      TENCENT_IM_WEBHOOK_TOKEN: TOKEN,
      READ_MAX_AGE_WITH_WEBHOOKS_SECONDS: "0",
      ...options.env,
    },
  });
  const school = await startSchool(0);
  app.simulator.webhooks.sendTo(app.webhooksUrl ?? null);
  const gateway = await startHiveGateway(
    compose([
      { name: "class-groups", url: app.url, sdl: buildSubgraph().sdl },
      { name: "school", url: school.url, sdl: school.sdl },
    ]),
    0,
    gatewayConfigFrom({ NODE_ENV: "development", ROUTER_SECRET }),
    demoSite(
      PAGE_FOLDER,
      { mint: ({ subject, scopes }) => tokenOf(subject, ...scopes) },
      behind ? panelOf(app) : undefined,
    ),
  );
  const browser = await startChromium();
  const { origin } = new URL(gateway.url);
  const run: RosterSite["run"] = async ([subject, ...scopes], operation, variables) => {
    const authorization = `Bearer ${await tokenOf(subject, ...scopes)}`;
    const { data, errors, text } = await sendTo(gateway.url, operation, variables, { authorization });
    if (errors.length > 0) throw new Error(`The operation failed: ${text}`);
    return data;
  };
  const subscriptions = () =>
    app.log.with("operation").filter(({ operation }) => operation === "subscription").length;
  return {
    url: origin,
    app,
    run,
    visit: (wishes = {}) => openWindow(browser, origin, wishes),
    async watch(wishes) {
      const before = subscriptions();
      const visit = await openWindow(browser, origin, wishes);
      await expect.poll(subscriptions).toBeGreaterThan(before);
      return visit;
    },
    async setNames(names) {
      const list = Object.entries(names).map(([userId, name]) => ({ userId, name }));
      const operation =
        "mutation ($list: [OfficialNameInput!]!) { setOfficialNames(input: { names: $list }) { __typename } }";
      await run(ADMINISTRATOR, operation, { list });
    },
    leave: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await gateway.close();
      await school.close();
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The demo's panel for a server and a simulator of this process. */
function panelOf({ simulator, adminUrl, log }: TestApp): Site {
  const calls = () => {
    const recent = recentCalls();
    recent.read(log.text);
    return recent.list();
  };
  const control = simulatorControl(simulator.controlUrl);
  return behindSite(behindTheScenes({ simulator: control, adminUrl, calls, groupId: "course-561294" }));
}

async function openWindow(
  browser: Browser,
  origin: string,
  {
    as,
    path = "/",
    locale = "en-GB",
    colorScheme = "light",
    width = 1280,
    height = 800,
    scale = 1,
  }: VisitOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport: { width, height },
    deviceScaleFactor: scale,
    timezoneId: "Asia/Shanghai",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  if (as !== undefined) {
    const [subject, ...scopes] = as;
    const token = await tokenOf(subject, ...scopes);
    await context.addInitScript((given) => sessionStorage.setItem("class-groups.token", given), token);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(origin + path);
  return { page, context, complaints, hosts };
}
