import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type DocumentNode, print } from "graphql";
import { request } from "undici";
import type { Announcements } from "../../src/announcements/announcements.js";
import { startApp as start } from "../../src/app.js";
import { readConfig } from "../../src/config/config.js";
import type { KeepRules } from "../../src/names/keep/rules.js";
import type { ClientTimeouts } from "../../src/server/http-server.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/simulator.js";
import type { StoreProvider } from "../../src/store/store.js";
import type { GuardOptions } from "../../src/vendor/circuit/vendor-circuits.js";
import type { Clock } from "../../src/vendor/clock.js";
import { ACCESS_ENV, asGateway, aToken } from "./access.js";
import { LogLines } from "./log-lines.js";
import { noStore } from "./store.js";
import { UNGUARDED } from "./unguarded.js";

/** An answer as it came over HTTP. */
export interface Answer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly data: Data | null | undefined;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown>;
  }[];
  /** The body's text, for tests of what it must not contain. */
  readonly text: string;
}

/** The whole server on a free port, in front of the simulator on another port. */
export interface TestApp extends AsyncDisposable {
  readonly url: string;
  /** The headers that `send` passes by default: none, or with access control those of a gateway. */
  readonly headers: Readonly<Record<string, string>>;
  readonly adminUrl: string;
  /** Where webhooks are received. Undefined unless `env` turns them on. */
  readonly webhooksUrl: string | undefined;
  readonly simulator: Simulator;
  readonly log: LogLines;
  /** Sends an operation over HTTP. Does not throw on errors: check them. */
  send<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    operation: string | DocumentNode | TypedDocumentNode<Data, Variables>,
    variables?: Variables,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Data>>;
  /** Sends an operation that must succeed, and returns its data. */
  run<Data = Record<string, never>, Variables = Record<string, unknown>>(
    operation: string | TypedDocumentNode<Data, Variables>,
    variables?: Variables,
  ): Promise<Data>;
  /** Counts the vendor calls since the last `forgetCalls`, by command, in the order of their first appearance. */
  vendorCalls(): Record<string, number>;
  forgetCalls(): void;
  close(): Promise<void>;
}

export interface TestAppOptions extends SimulatorOptions {
  /** Overrides the variables that point the server at the simulator. In production access control is on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Use `GUARD` for the production guards. Default: none. */
  readonly guard?: GuardOptions;
  /** The server's clock, and the vendors'. Default: real time. */
  readonly clock?: Clock;
  /** The clients' timeouts. Default: the server's own. */
  readonly timeouts?: ClientTimeouts;
  /** The store's folder. Without it there is no store. */
  readonly folder?: string;
  /** Opens the store in another way than from a folder or a database. */
  readonly provider?: StoreProvider;
  /** Announces changes in the test's place. */
  readonly announcements?: Announcements;
  /** Replaces some of the rules by which names are kept. */
  readonly nameRules?: Partial<KeepRules>;
  /** The use of an operation at which it is compiled. Default: the server's own. */
  readonly compileAtUse?: number;
}

export async function startApp({
  env = {},
  guard = UNGUARDED,
  clock,
  timeouts,
  folder,
  provider,
  announcements,
  compileAtUse,
  nameRules,
  ...simulatorOptions
}: TestAppOptions = {}): Promise<TestApp> {
  const simulator = await startSimulator({
    ...(clock !== undefined && { now: () => clock.now() }),
    ...simulatorOptions,
    // Strict, so that every test also proves that the server sends the vendors nothing odd.
    choices: { requests: "strict", ...simulatorOptions.choices },
  });
  const log = new LogLines();
  const { classin, tencentIm } = simulator.accounts;
  const production = env["NODE_ENV"] === "production";
  const config = readConfig({
    NODE_ENV: "test",
    ...(production && ACCESS_ENV),
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "0",
    LOG_LEVEL: "trace",
    // Most tests count calls, or change the vendor's state without telling the server.
    READ_MAX_AGE_SECONDS: "0",
    CLASSIN_URL: simulator.url,
    CLASSIN_SID: classin.sid,
    CLASSIN_SECRET: classin.secret,
    TENCENT_IM_URL: simulator.url,
    TENCENT_IM_SDK_APP_ID: tencentIm.sdkAppId.toString(),
    TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
    TENCENT_IM_ADMIN: tencentIm.admin,
    ...(folder !== undefined && { DATA_DIR: folder }),
    ...env,
  });
  const hasStore = folder !== undefined || config.store.databaseUrl !== undefined;
  // With dice that always show zero, full jitter never waits. So retries are tested, but not their delays.
  const app = await start(config, {
    random: () => 0,
    logDestination: log,
    guard,
    ...(clock !== undefined && { clock }),
    ...(timeouts !== undefined && { timeouts }),
    ...(announcements !== undefined && { announcements }),
    ...(nameRules !== undefined && { nameRules }),
    ...(compileAtUse !== undefined && { compileAtUse }),
    ...((provider !== undefined || !hasStore) && { provider: provider ?? noStore() }),
  });

  const headers = production || env["ROUTER_SECRETS"] !== undefined ? asGateway(await aToken()) : {};
  const send: TestApp["send"] = (operation, variables, given = headers) =>
    sendTo(app.url, operation, variables, given);

  const close = async () => {
    await app.close();
    await simulator.close();
  };
  return {
    url: app.url,
    headers,
    adminUrl: app.adminUrl,
    webhooksUrl: app.webhooksUrl,
    simulator,
    log,
    send,
    async run(operation, variables) {
      const { data, errors, text } = await send(operation, variables);
      if (errors.length > 0 || data == null) throw new Error(`The operation failed: ${text}`);
      return data;
    },
    vendorCalls() {
      const counts: Record<string, number> = {};
      for (const { operation } of simulator.calls.list()) counts[operation] = (counts[operation] ?? 0) + 1;
      return counts;
    },
    forgetCalls: () => simulator.calls.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Sends an operation over HTTP to a server or a gateway. */
export async function sendTo<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
  url: string,
  operation: string | DocumentNode | TypedDocumentNode<Data, Variables>,
  variables?: Variables,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data>> {
  const query = typeof operation === "string" ? operation : print(operation);
  const response = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.body.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.statusCode, headers: response.headers, data, errors, text };
}
