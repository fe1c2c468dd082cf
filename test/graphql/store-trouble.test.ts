import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { StartBulkNicknameSyncDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, KEY_ID } from "../support/access.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { environmentFor } from "../support/bulk-server.js";
import { ServerProcess } from "../support/graphql-process.js";
import { sendRaw } from "../support/graphql-suite.js";
import { publicJwk, startKeyServer } from "../support/key-server.js";
import { storeFolder } from "../support/store.js";

const UNUSABLE = "the store is unavailable: bulk work and the history of syncs wait for it";
const USABLE = "the store is available again";
const school = aSchool({ courses: [aCourse({ id: "1001" })] });

let folder: Awaited<ReturnType<typeof storeFolder>>;
beforeEach(async () => {
  folder = await storeFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const ready = async ({ adminUrl }: TestApp) =>
  JSON.parse((await sendRaw(`${adminUrl}/ready`, { method: "GET" })).text);
const metrics = async ({ adminUrl }: TestApp) =>
  (await sendRaw(`${adminUrl}/metrics`, { method: "GET" })).text;
const start = async ({ url }: { url: string }, key = "once") => {
  const input = { courseIds: ["1001"], idempotencyKey: key };
  const { data } = await sendTo(url, StartBulkNicknameSyncDocument, { input });
  return data?.startBulkNicknameSync.__typename;
};

/** Makes a path where no store can be. Returns it with a part of the logged reason. */
type MakeUnusable = (place: string) => Promise<{ dataDir: string; reason: string }>;

const UNUSABLE_PLACES: readonly (readonly [string, MakeUnusable])[] = [
  [
    "a file",
    async (place) => {
      await writeFile(join(place, "file"), "");
      return { dataDir: join(place, "file"), reason: "is a file" };
    },
  ],
  [
    "below a file",
    async (place) => {
      await writeFile(join(place, "file"), "");
      return { dataDir: join(place, "file", "data"), reason: "is a file" };
    },
  ],
  ["not writable", async () => ({ dataDir: "/sys/kernel/class-groups", reason: "/sys/kernel" })],
];

test.for(UNUSABLE_PLACES)(
  "a DATA_DIR that is %s is reported once, at the start",
  async ([, makeUnusable]) => {
    const { dataDir, reason } = await makeUnusable(folder.path);
    await using app = await startApp({ school, folder: dataDir });
    expect(await ready(app)).toMatchObject({
      status: "degraded",
      checks: expect.arrayContaining([
        { name: "store", status: "degraded", why: expect.stringContaining("the log says why") },
      ]),
    });
    expect(await metrics(app)).toContain('class_groups_store_up{store="embedded"} 0');
    for (let count = 0; count < 3; count += 1) expect(await start(app)).toBe("StoreUnavailableError");
    const [line, ...more] = app.log.with(UNUSABLE);
    expect(line).toMatchObject({ folder: dataDir, why: expect.stringContaining(reason) });
    expect(more).toEqual([]);
    expect((await ready(app)).status).toBe("degraded");
  },
);

test("a DATA_DIR that another process holds is reported, and used once it is free", async () => {
  await using other = await startApp({ school, folder: folder.path });
  expect(await start(other)).toBe("StartBulkOperationSuccess");
  const simulator = await startSimulator({ school });
  const server = new ServerProcess(environmentFor(simulator, { DATA_DIR: folder.path }));
  try {
    const url = await server.url();
    expect(await start({ url }, "another")).toBe("StoreUnavailableError");
    await expect
      .poll(() => server.lines(UNUSABLE))
      .toEqual([
        expect.objectContaining({
          folder: folder.path,
          why: expect.stringContaining(`process ${process.pid}`),
        }),
      ]);
    await other.close();
    await expect.poll(() => start({ url }, "another")).toBe("StartBulkOperationSuccess");
    await expect.poll(() => server.lines(USABLE).length).toBe(1);
  } finally {
    server.process.kill("SIGKILL");
    await server.ended;
    await simulator.close();
  }
});

test("token keys that cannot be fetched are reported before the first token", async () => {
  await using issuer = await startKeyServer([await publicJwk(KEY_ID)]);
  issuer.answerWith((response) => response.writeHead(503).end());
  await using app = await startApp({
    school,
    env: { ...ACCESS_ENV, JWT_PUBLIC_KEY: "", JWT_JWKS_URL: issuer.url },
  });
  await expect
    .poll(() => ready(app))
    .toMatchObject({
      status: "degraded",
      checks: expect.arrayContaining([expect.objectContaining({ name: "token-keys", status: "degraded" })]),
    });
  expect(await metrics(app)).toContain('class_groups_token_keys_up{keys="jwks"} 0');
  expect(app.log.saying("the token keys could not be fetched").length).toBeGreaterThan(0);
});
