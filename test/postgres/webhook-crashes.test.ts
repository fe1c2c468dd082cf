import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.js";
import { postgresStore } from "../../src/store/postgres.js";
import { systemClock } from "../../src/vendor/clock.js";
import { processMessages } from "../../src/webhooks/process/processor.js";
import { announcementsOf } from "../support/announcements.js";
import { ServerProcess } from "../support/graphql-process.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { countsOfSent, expectedNames, sendThroughCrashes } from "../support/webhook-crashes.js";
import { webhookEnvironment } from "../support/webhooks.js";

const KILLS = 20;
const EVENTS = 2_000;

let postgres: Postgres;
const replicas: ServerProcess[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  for (const replica of replicas) replica.process.kill("SIGKILL");
  await Promise.all(replicas.map(({ ended }) => ended));
  await postgres[Symbol.asyncDispose]();
});

test("with two replicas, kill -9 twenty times loses no acknowledged message, and processes each once", async () => {
  const start = () =>
    new ServerProcess(webhookEnvironment({ DATABASE_URL: postgres.url, REPLICAS: "3", WEBHOOKS_PORT: "0" }));
  replicas.push(start(), start());
  const urls = () =>
    replicas.flatMap((replica) => replica.lines("listening").map(({ webhooks }) => String(webhooks)));
  const deaths: Promise<unknown>[] = [];
  await sendThroughCrashes(urls, (count) => {
    const every = Math.floor(EVENTS / (KILLS + 1));
    if (count % every !== 0 || deaths.length === KILLS) return;
    const place = deaths.length % replicas.length;
    const restarted = new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 20)).then(
      async () => {
        const killed = replicas[place];
        killed?.process.kill("SIGKILL");
        replicas[place] = start();
        await killed?.ended;
      },
    );
    deaths.push(restarted);
  });
  await Promise.all(deaths);
  expect(deaths).toHaveLength(KILLS);

  const database = openDatabase(postgres.url, () => undefined, { answerWithinMs: 10_000 });
  const store = postgresStore(database, () => Promise.resolve());
  // Beside the replicas, which process too.
  const deps = { store, announcements: announcementsOf(systemClock), onFailure: () => undefined };
  const open = () => store.rows("select number from webhook_messages where processed_at is null");
  while ((await open()).length > 0) await processMessages(deps);
  expect(await countsOfSent(store)).toEqual(new Set([1]));
  expect(
    await store.rows("select course_id, name from course_facts order by length(course_id), course_id"),
  ).toEqual(expectedNames());
  expect(await store.rows("select number from webhook_messages where tries > 0")).toEqual([]);
  await store.close();
});
