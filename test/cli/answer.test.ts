import { expect, test } from "vitest";
import { readAnswer } from "../../cli/answer.js";

const errorOf = (code: string, message = "no") =>
  JSON.stringify({ errors: [{ message, extensions: { code } }], data: null });

test.for<[string, number, string, string]>([
  ["data", 200, '{"data":{"a":1}}', "data"],
  ["an access error, whatever the status", 401, errorOf("UNAUTHENTICATED"), "refused"],
  ["a scope that is missing", 200, errorOf("FORBIDDEN"), "refused"],
  ["an operation the gateway does not know", 400, errorOf("GRAPHQL_VALIDATION_FAILED"), "refused"],
  ["a request that is too large", 400, errorOf("LIMIT_EXCEEDED"), "refused"],
  ["a subgraph that is away", 200, errorOf("SUBREQUEST_HTTP_ERROR"), "hiccup"],
  ["a store that is away", 200, errorOf("STORE_UNAVAILABLE"), "hiccup"],
  ["a load balancer without a gateway", 502, "<html>", "hiccup"],
  ["a gateway that starts", 503, "", "hiccup"],
  ["a gateway that waited too long", 504, "", "hiccup"],
  ["too many requests", 429, "", "hiccup"],
  ["a page", 200, "<html>", "refused"],
  ["nothing of the kind", 404, "Not found", "refused"],
  ["a redirect", 301, "", "refused"],
  ["JSON that is no answer", 200, "null", "refused"],
])("%s", ([, status, text, kind]) => {
  expect(readAnswer(status, undefined, text).kind).toBe(kind);
});

test("a gateway says how long to wait", () => {
  expect(readAnswer(429, "7", "")).toMatchObject({ waitMs: 7000 });
  expect(readAnswer(503, "soon", "")).toMatchObject({ waitMs: 0 });
});

test("what a server says cannot move the cursor", () => {
  const answer = readAnswer(200, undefined, errorOf("FORBIDDEN", "\u001b[2Jgone\r\nline"));
  expect(answer).toMatchObject({ why: expect.stringMatching(/^The gateway refused: {2}?\[2Jgone line/) });
});
