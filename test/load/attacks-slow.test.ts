import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Agent, request } from "undici";
import { afterEach, expect, test } from "vitest";
import type { ClientTimeouts } from "../../src/server/http-server.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { JSON_TYPE, sharedApp } from "../support/graphql-suite.js";

/** The server's own timeouts divided by five. Normal clients need less than a tenth of them. */
const TIMEOUTS: ClientTimeouts = { headersMs: 2_000, requestMs: 5_800, silenceMs: 5_800, checkMs: 200 };
/** Ends a test that hangs. */
const HANG_GUARD_MS = 120_000;
const app = await sharedApp({
  school: aSchool({ groups: [aGroup({ id: "group-1" })] }),
  timeouts: TIMEOUTS,
});

const sockets = new Set<Socket>();
const timers = new Set<NodeJS.Timeout>();
afterEach(() => {
  for (const timer of timers) clearInterval(timer);
  for (const socket of sockets) socket.destroy();
  timers.clear();
  sockets.clear();
});

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  sockets.add(socket);
  // A connection that the server closes can fail with a reset or a write error.
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Sends one byte at a time while the connection is open. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.writable) socket.write(text[at++ % text.length] ?? "x");
  }, 100);
  timers.add(timer);
}

const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once("close", resolve));

const HEADERS = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;

/** Ways to keep a connection open without finishing a request. */
const SLOW: Readonly<Record<string, (socket: Socket) => void>> = {
  "say nothing": (socket) => {
    socket.resume();
  },
  "drip their headers": (socket) => {
    socket.write(HEADERS);
    drip(socket, "X-Slow: yes\r\n");
    socket.resume();
  },
  "stop within their headers": (socket) => {
    socket.write(HEADERS);
    socket.resume();
  },
  "drip their body": (socket) => {
    socket.write(`${HEADERS}Content-Length: 100000\r\n\r\n{`);
    drip(socket, " ");
    socket.resume();
  },
  "stop within their body": (socket) => {
    socket.write(`${HEADERS}Content-Length: 100000\r\n\r\n{"query":`);
    socket.resume();
  },
};

/** Uses a new connection, because the server may close an idle one just as it is used. */
const expectAnswer = async () => {
  const dispatcher = new Agent();
  const query = '{ group(id: "group-1") { name } }';
  const { body } = await request(app.url, {
    dispatcher,
    method: "POST",
    headers: JSON_TYPE,
    body: JSON.stringify({ query }),
  });
  expect(await body.json()).toEqual({ data: { group: { name: "A group" } } });
  await dispatcher.close();
};

test(
  "500 clients that never finish are disconnected, and others are answered meanwhile",
  {
    timeout: HANG_GUARD_MS,
  },
  async () => {
    const ways = Object.entries(SLOW);
    const clients = await Promise.all(Array.from({ length: 500 }, () => open()));
    const left = new Map<Socket, string>();
    for (const [at, socket] of clients.entries()) {
      const [name, hold] = ways[at % ways.length] ?? ["", () => {}];
      left.set(socket, name);
      socket.once("close", () => left.delete(socket));
      hold(socket);
    }
    let answered = 0;
    const remainingWays = async () => {
      await expectAnswer();
      answered += 1;
      return [...new Set(left.values())];
    };
    await expect.poll(remainingWays, { timeout: HANG_GUARD_MS / 2, interval: 30 }).toEqual([]);
    expect(answered).toBeGreaterThan(1);
  },
);

test("clients that never read their answers are disconnected", { timeout: HANG_GUARD_MS }, async () => {
  const body = JSON.stringify({ query: "{ _service { sdl } }" });
  const requests = `${HEADERS}Content-Length: ${body.length}\r\n\r\n${body}`.repeat(300);
  const clients = await Promise.all(Array.from({ length: 4 }, () => open()));
  for (const socket of clients) {
    socket.pause();
    // About 8 MB of answers: more than the network buffers for a client that does not read.
    socket.write(requests);
    // A client that does not read notices the close only by writing.
    drip(socket, " ");
  }
  await expectAnswer();
  await Promise.all(clients.map(closed));
  expect(clients.map((socket) => socket.destroyed)).toEqual(clients.map(() => true));
  await expectAnswer();
});

test("a slow client gets its answer", async () => {
  const socket = await open();
  const body = '{"query":"{ __typename }"}';
  socket.write(`${HEADERS}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString();
  });
  for (const byte of body) {
    socket.write(byte);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await closed(socket);
  expect(answer).toContain('{"data":{"__typename":"Query"}}');
});
