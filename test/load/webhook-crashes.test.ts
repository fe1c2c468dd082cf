import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import { systemClock } from "../../src/vendor/clock.js";
import { processMessages } from "../../src/webhooks/process/processor.js";
import { announcementsOf } from "../support/announcements.js";
import { ServerProcess } from "../support/graphql-process.js";
import { storeFolder } from "../support/store.js";
import { countsOfSent, expectedNames, sendThroughCrashes } from "../support/webhook-crashes.js";
import { webhookEnvironment } from "../support/webhooks.js";

const KILLS = 20;
const EVENTS = 2_000;

let server: ServerProcess | undefined;
afterAll(() => server?.process.kill("SIGKILL"));

test("kill -9 twenty times loses no acknowledged message, and processes each once", async () => {
  await using folder = await storeFolder();
  const port = await freePort();
  const start = () =>
    new ServerProcess(webhookEnvironment({ DATA_DIR: folder.path, WEBHOOKS_PORT: String(port) }));
  server = start();
  const deaths: Promise<unknown>[] = [];
  await sendThroughCrashes(
    () => [`http://127.0.0.1:${port}`],
    (count) => {
      // At another moment of the work each time.
      const every = Math.floor(EVENTS / (KILLS + 1));
      if (count % every !== 0 || deaths.length === KILLS) return;
      const killed = server;
      const restarted = new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 20)).then(
        async () => {
          killed?.process.kill("SIGKILL");
          await killed?.ended;
          server = start();
        },
      );
      deaths.push(restarted);
    },
  );
  await Promise.all(deaths);
  expect(deaths).toHaveLength(KILLS);
  server.process.kill("SIGTERM");
  expect(await server.end()).toMatchObject({ code: 0 });

  const store = await openEmbedded(folder.path, new AbortController().signal);
  const [{ processed } = { processed: 0 }] = await store.rows<{ processed: number }>(
    "select count(*)::int as processed from webhook_messages where processed_at is not null",
  );
  expect(processed).toBeGreaterThan(0);
  const deps = { store, announcements: announcementsOf(systemClock), onFailure: () => undefined };
  while ((await processMessages(deps)) > 0);
  expect(await countsOfSent(store)).toEqual(new Set([1]));
  expect(
    await store.rows("select course_id, name from course_facts order by length(course_id), course_id"),
  ).toEqual(expectedNames());
  expect(
    await store.rows("select number from webhook_messages where processed_at is null or tries > 0"),
  ).toEqual([]);
  await store.close();
});

async function freePort(): Promise<number> {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const address = free.address();
  free.close();
  await once(free, "close");
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
