import type { Socket } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Result } from "../../src/result.js";
import { connect, type SendFailure } from "../../src/vendor/send.js";
import { anAttempt } from "../support/attempt.js";
import { httpAnswer, type RawServer, rawServer } from "../support/raw-server.js";

const REQUEST = {
  path: "/v4/PLANTED-PATH?usersig=PLANTED-SIGNATURE",
  contentType: "application/json; charset=utf-8",
  body: "PLANTED-BODY",
};
const ANSWER = '{"ActionStatus":"OK","note":"PLANTED-ANSWER"}';

/** Failures are logged and shown to clients, so they must not contain secrets or vendor text. */
function expectNothingLeaks(result: unknown, server: RawServer): void {
  const printed = JSON.stringify(result) + inspect(result, { depth: 10, showHidden: true });
  expect(printed).not.toMatch(/PLANTED|usersig|nginx/i);
  expect(printed).not.toContain(server.url.slice("http://".length));
}

async function post(server: RawServer, signal?: AbortSignal): Promise<Result<unknown, SendFailure>> {
  const host = connect(server.url);
  try {
    return await host.post(REQUEST, anAttempt(signal));
  } finally {
    await host.close();
  }
}

async function failureFrom(speak: (socket: Socket) => void): Promise<SendFailure> {
  await using server = await rawServer(speak);
  const result = await post(server);
  if (result.ok) throw new Error("Expected a failure, not an answer.");
  expectNothingLeaks(result, server);
  return result.error;
}

const answering =
  (...answer: Parameters<typeof httpAnswer>) =>
  (socket: Socket) =>
    void socket.write(httpAnswer(...answer));

test("posts the request and reads JSON of any content type", async () => {
  await using server = await rawServer(answering(ANSWER, { headers: ["Content-Type: text/html"] }));
  expect(await post(server)).toEqual({
    ok: true,
    value: { status: 200, json: JSON.parse(ANSWER), isUtf8: true },
  });
  const [head = "", body] = server.received().split("\r\n\r\n");
  expect(head.split("\r\n")[0]).toBe(`POST ${REQUEST.path} HTTP/1.1`);
  expect(head.toLowerCase()).toContain("content-type: application/json; charset=utf-8");
  expect(body).toBe(REQUEST.body);
});

test("calls reuse connections", async () => {
  let answers = 0;
  await using server = await rawServer((socket) => {
    answers += 1;
    socket.write(httpAnswer(ANSWER));
  });
  const host = connect(server.url);
  for (let call = 0; call < 20; call += 1) await host.post(REQUEST, anAttempt());
  await host.close();
  expect(answers).toBe(20);
  // A second one may open while the first still reads the end of an answer.
  expect(server.connections()).toBeLessThanOrEqual(2);
});

const PAGE = "<html><h1>nginx PLANTED-ANSWER</h1></html>";
const ELSEWHERE = ["Location: http://169.254.169.254/PLANTED"];
test.each<[string, Parameters<typeof httpAnswer>, string, number, boolean]>([
  ["an HTML page with status 200", [PAGE], "a web page instead of an answer", 200, false],
  ["an HTML page with status 502", [PAGE, { status: "502 Bad Gateway" }], "HTTP status 502", 502, false],
  ["too many requests", ["", { status: "429 Too Many Requests" }], "HTTP status 429", 429, false],
  ["an empty body", [""], "an empty answer", 200, true],
  ["half an answer with a matching length", [ANSWER.slice(0, 20)], "an answer that is not JSON", 200, true],
  ["an answer with trailing text", [`${ANSWER}x`], "an answer that is not JSON", 200, true],
  [
    "a compressed answer that was not requested",
    [gzipSync(ANSWER), { headers: ["Content-Encoding: gzip"] }],
    "an answer that is not JSON",
    200,
    true,
  ],
  [
    "a redirect",
    ["", { status: "307 Temporary Redirect", headers: ELSEWHERE }],
    "HTTP status 307",
    307,
    false,
  ],
])("%s is an unreadable answer", async (_, answer, why, httpStatus, isTheVendor) => {
  expect(await failureFrom(answering(...answer))).toEqual({
    kind: "unreadable-answer",
    why,
    httpStatus,
    isTheVendor,
  });
});

const CUT = Buffer.concat([Buffer.from('{"Name":"a'), Buffer.from([0xe6, 0x9e]), Buffer.from('"}')]);
test.each<[string, Parameters<typeof httpAnswer>, object]>([
  ["with status 500", ["{}", { status: "500 Oops" }], { status: 500, json: {}, isUtf8: true }],
  ["with a byte order mark", ["\ufeff{}"], { status: 200, json: {}, isUtf8: true }],
  ["with a cut character", [CUT], { status: 200, json: { Name: "a\ufffd" }, isUtf8: false }],
])("JSON %s is read, and the result has its status and encoding", async (_, answer, value) => {
  await using server = await rawServer(answering(...answer));
  expect(await post(server)).toEqual({ ok: true, value });
});

test("a redirect is not followed, not even to the same host", async () => {
  await using server = await rawServer((socket) => {
    socket.write(httpAnswer("", { status: "302 Found", headers: ["Location: /elsewhere"] }));
  });
  await post(server);
  expect(server.received()).not.toContain("elsewhere");
});

test("an answer in another protocol than HTTP is unreadable", async () => {
  expect(await failureFrom((socket) => void socket.write("SSH-2.0-PLANTED\r\n"))).toEqual({
    kind: "unreadable-answer",
    why: "an answer that is not HTTP",
    httpStatus: null,
    isTheVendor: false,
  });
});

test("a flood of headers is an unreadable answer", async () => {
  const headers = Array.from({ length: 5000 }, (_, index) => `X-Planted-${index}: PLANTED`);
  expect(await failureFrom(answering(ANSWER, { headers }))).toMatchObject({ kind: "unreadable-answer" });
});

test("a refused connection means that nothing was sent", async () => {
  const server = await rawServer(() => {});
  await server[Symbol.asyncDispose]();
  const result = await post(server);
  expect(result).toEqual({ ok: false, error: { kind: "not-sent", why: "connection refused" } });
});

test("a closed host sends nothing", async () => {
  await using server = await rawServer(answering(ANSWER));
  const host = connect(server.url);
  await host.close();
  expect(await host.post(REQUEST, anAttempt())).toEqual({
    ok: false,
    error: { kind: "not-sent", why: "this server is stopping" },
  });
  expect(server.connections()).toBe(0);
});

test.each<[string, (socket: Socket) => void]>([
  ["reset before any answer", (socket) => socket.resetAndDestroy()],
  ["closed before any answer", (socket) => socket.end()],
  [
    "reset in the middle of an answer",
    (socket) => {
      socket.write(httpAnswer(ANSWER).subarray(0, -10), () => socket.resetAndDestroy());
    },
  ],
  ["closed in the middle of an answer", (socket) => socket.end(httpAnswer(ANSWER).subarray(0, -10))],
])("a connection that is %s may have carried the request", async (_, speak) => {
  expect(await failureFrom(speak)).toEqual({ kind: "no-answer", why: "the connection was lost" });
});
