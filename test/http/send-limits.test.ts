import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { connect } from "../../src/vendor/send.js";
import { anAttempt } from "../support/attempt.js";
import { httpAnswer, rawServer } from "../support/raw-server.js";

const REQUEST = { path: "/x", contentType: "application/json", body: "PLANTED-BODY" };
const MIB = 1024 * 1024;
const OFFERED = 300 * MIB;

const tooLong = {
  ok: false,
  error: {
    kind: "unreadable-answer",
    why: "an answer of more than 1 MiB",
    httpStatus: 200,
    isTheVendor: true,
  },
};
const notSent = { ok: false, error: { kind: "not-sent", why: "no connection in time", timedOut: true } };
const notInTime = { ok: false, error: { kind: "no-answer", why: "no answer in time", timedOut: true } };

test.each([
  ["says how long it is", `Content-Length: ${OFFERED}`],
  ["does not say how long it is", "Connection: close"],
])("an answer of 300 MB that %s is abandoned, not buffered", async (_, header) => {
  await using server = await rawServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n{"x":"`);
    const chunk = Buffer.alloc(64 * 1024, "x");
    const pump = () => {
      let wantsMore = true;
      while (wantsMore && !socket.destroyed && socket.bytesWritten < OFFERED) wantsMore = socket.write(chunk);
    };
    socket.on("drain", pump);
    pump();
  });
  const host = connect(server.url);
  expect(await host.post(REQUEST, anAttempt())).toEqual(tooLong);
  await host.close();
  // The socket buffers were filled, but most of the answer was never sent.
  expect(server.sentBytes()).toBeLessThan(32 * MIB);
});

test("an answer of 1 MiB is read, and one that is a byte longer is not", async () => {
  const answerOf = (bytes: number) => JSON.stringify("x".repeat(bytes - 2));
  for (const [bytes, isRead] of [
    [MIB, true],
    [MIB + 1, false],
  ] as const) {
    await using server = await rawServer((socket) => void socket.write(httpAnswer(answerOf(bytes))));
    const host = connect(server.url);
    expect((await host.post(REQUEST, anAttempt())).ok).toBe(isRead);
    await host.close();
  }
});

test("a compression bomb is not decompressed", async () => {
  const bomb = gzipSync(Buffer.alloc(100 * MIB, " "));
  await using server = await rawServer(
    (socket) => void socket.write(httpAnswer(bomb, { headers: ["Content-Encoding: gzip"] })),
  );
  const host = connect(server.url);
  expect(await host.post(REQUEST, anAttempt())).toMatchObject({
    ok: false,
    error: { kind: "unreadable-answer" },
  });
  await host.close();
});

test("silence is ended by the signal", async () => {
  const caller = new AbortController();
  await using server = await rawServer(() => caller.abort());
  const host = connect(server.url);
  expect(await host.post(REQUEST, anAttempt(caller.signal))).toEqual(notInTime);
  await host.close();
});

test("a body that drips is ended by the signal, although the connection is active", async () => {
  const caller = new AbortController();
  await using server = await rawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    let dripped = 0;
    const drip = () => {
      socket.write(" ");
      dripped += 1;
      if (dripped === 5) caller.abort();
      else setImmediate(drip);
    };
    drip();
  });
  const host = connect(server.url);
  expect(await host.post(REQUEST, anAttempt(caller.signal))).toEqual(notInTime);
  await host.close();
});

test("a request with an aborted signal is not sent", async () => {
  const caller = new AbortController();
  caller.abort();
  await using server = await rawServer((socket) => void socket.write(httpAnswer("{}")));
  const host = connect(server.url);
  expect(await host.post(REQUEST, anAttempt(caller.signal))).toEqual(notSent);
  expect(server.connections()).toBe(0);
  await host.close();
});

test("nothing is sent for an attempt without time left, even if its signal has not aborted yet", async () => {
  await using server = await rawServer((socket) => void socket.write(httpAnswer("{}")));
  const host = connect(server.url);
  // After a stall of the process, the connection can be ready before the timer fires.
  const overdue = { ...anAttempt(), remainingMs: () => 0 };
  expect(await host.post(REQUEST, overdue)).toEqual(notSent);
  expect(server.received()).toBe("");
  expect(await host.post(REQUEST, anAttempt())).toMatchObject({ ok: true, value: { json: {} } });
  await host.close();
});

test("an aborted call does not affect the next one", async () => {
  const caller = new AbortController();
  let calls = 0;
  await using server = await rawServer((socket) => {
    calls += 1;
    if (calls === 1) caller.abort();
    else socket.write(httpAnswer("{}"));
  });
  const host = connect(server.url);
  expect(await host.post(REQUEST, anAttempt(caller.signal))).toEqual(notInTime);
  expect(await host.post(REQUEST, anAttempt())).toMatchObject({ ok: true, value: { json: {} } });
  await host.close();
});
