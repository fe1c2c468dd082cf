import { Response } from "undici";
import { expect, test } from "vitest";
import { givingUpLastMessage } from "../../src/graphql/subscriptions/last-message.js";

const URL = "http://gateway.example/callback";
const LAST = { method: "POST", body: JSON.stringify({ action: "complete", id: "one" }) };
const OTHER = { method: "POST", body: JSON.stringify({ action: "next", id: "one" }) };

/** A gateway that answers with these statuses in turn; null is no answer. */
function gatewayAnswering(...answers: readonly (number | null)[]) {
  const givenUp: string[] = [];
  let sent = 0;
  const send = async () => {
    const status = answers[sent++] ?? null;
    if (status === null) throw new DOMException("too late", "TimeoutError");
    return new Response(null, { status });
  };
  const sendLast = givingUpLastMessage(send, {
    attempts: 3,
    onGivenUp: (id, why) => givenUp.push(`${id}: ${why}`),
  });
  const outcome = (message = LAST) =>
    sendLast(URL, message).then(
      ({ status }) => status,
      (error: unknown) => (error as Error).name,
    );
  return { outcome, givenUp };
}

test("the last message is tried this many times, then the gateway counts as gone", async () => {
  const { outcome, givenUp } = gatewayAnswering(500, null, 503, 500);
  expect([await outcome(), await outcome(), await outcome()]).toEqual([500, "TimeoutError", 404]);
  expect(givenUp).toEqual(["one: status 503"]);
  // Another subscription with the same id starts over.
  expect(await outcome()).toBe(500);
});

test("the last message is not sent again to a gateway that refused it", async () => {
  const { outcome, givenUp } = gatewayAnswering(400);
  expect(await outcome()).toBe(404);
  expect(givenUp).toEqual(["one: status 400"]);
});

test("a last message that arrives at the second attempt is delivered", async () => {
  const { outcome, givenUp } = gatewayAnswering(null, 204);
  expect([await outcome(), await outcome()]).toEqual(["TimeoutError", 204]);
  expect(givenUp).toEqual([]);
});

test("other messages are not retried", async () => {
  const { outcome, givenUp } = gatewayAnswering(null, null, null, 400);
  const outcomes = [await outcome(OTHER), await outcome(OTHER), await outcome(OTHER), await outcome(OTHER)];
  expect(outcomes).toEqual(["TimeoutError", "TimeoutError", "TimeoutError", 400]);
  expect(givenUp).toEqual([]);
});
