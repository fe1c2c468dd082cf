import { expect, test } from "vitest";
import { readAnswer } from "../../cli/answer.js";

const errorOf = (code: string, message = "no") =>
  JSON.stringify({ errors: [{ message, extensions: { code } }], data: null });

test.for<[string, number, string, string]>([
  ["data", 200, '{"data":{"a":1}}', "data"],
  ["an access error with any HTTP status", 401, errorOf("UNAUTHENTICATED"), "refused"],
  ["a missing scope", 200, errorOf("FORBIDDEN"), "refused"],
  ["an operation that fails validation", 400, errorOf("GRAPHQL_VALIDATION_FAILED"), "refused"],
  ["a request over the size limit", 400, errorOf("LIMIT_EXCEEDED"), "refused"],
  ["a subgraph that cannot be reached", 200, errorOf("SUBREQUEST_HTTP_ERROR"), "hiccup"],
  ["an unavailable store", 200, errorOf("STORE_UNAVAILABLE"), "hiccup"],
  ["a load balancer without a gateway", 502, "<html>", "hiccup"],
  ["a gateway that is starting", 503, "", "hiccup"],
  ["a gateway timeout", 504, "", "hiccup"],
  ["too many requests", 429, "", "hiccup"],
  ["an HTML page", 200, "<html>", "refused"],
  ["a wrong path", 404, "Not found", "refused"],
  ["a redirect", 301, "", "refused"],
  ["JSON that is not a GraphQL response", 200, "null", "refused"],
])("%s", ([, status, text, kind]) => {
  expect(readAnswer(status, undefined, text).kind).toBe(kind);
});

test("the wait comes from the gateway's Retry-After", () => {
  expect(readAnswer(429, "7", "")).toMatchObject({ waitMs: 7000 });
  expect(readAnswer(503, "soon", "")).toMatchObject({ waitMs: 0 });
});

test("control characters in a server's message do not reach the terminal", () => {
  const answer = readAnswer(200, undefined, errorOf("FORBIDDEN", "\u001b[2Jgone\r\nline"));
  expect(answer).toMatchObject({ why: expect.stringMatching(/^The gateway refused: {2}?\[2Jgone line/) });
});
