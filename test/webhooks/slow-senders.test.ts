import { connect } from "node:net";
import { expect, test } from "vitest";
import { PATIENTLY } from "../support/patiently.js";
import { startWebhooks } from "../support/webhooks.js";

const TIMEOUTS = { headersMs: 200, requestMs: 400, checkMs: 50 };

test.each([
  ["headers", "POST /classin HTTP/1.1\r\nhost: a\r\n"],
  ["body", "POST /classin HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"],
])("a sender whose %s never end is cut off, and others are served meanwhile", async (_what, text) => {
  await using webhooks = await startWebhooks({ timeouts: TIMEOUTS });
  const { hostname, port } = new URL(webhooks.url);
  const slow = connect(Number(port), hostname);
  const closed = new Promise<string>((resolve) => {
    let answer = "";
    slow.on("data", (chunk) => (answer += String(chunk)));
    slow.on("error", () => undefined);
    slow.once("close", () => resolve(answer));
  });
  slow.write(text);
  expect((await webhooks.post("/classin", "{}")).status).toBe(200);
  expect(await closed).toMatch(/^(HTTP\/1\.1 408|$)/);
  expect(await webhooks.messages()).toHaveLength(1);
});

test("headers that are too large are refused", async () => {
  await using webhooks = await startWebhooks();
  expect((await webhooks.post("/classin", "{}", { more: "x".repeat(20_000) })).status).toBe(431);
});

test("connections beyond a hundred are closed and noted", async () => {
  await using webhooks = await startWebhooks();
  const { hostname, port } = new URL(webhooks.url);
  const sockets = Array.from({ length: 110 }, () => connect(Number(port), hostname));
  for (const socket of sockets) socket.on("error", () => undefined);
  await expect
    .poll(() => webhooks.noted.filter((note) => note === "connection refused").length, PATIENTLY)
    .toBe(10);
  for (const socket of sockets) socket.destroy();
  await expect
    .poll(
      () =>
        webhooks.post("/classin", "{}").then(
          ({ status }) => status,
          () => 0,
        ),
      PATIENTLY,
    )
    .toBe(200);
});
