import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { PATIENTLY } from "../support/patiently.js";
import { startProxy } from "../support/tcp-proxy.js";

interface Target extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** The number of open connections. */
  open(): number;
}

async function startTarget(serve: (socket: Socket) => void): Promise<Target> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => undefined);
    serve(socket);
  });
  server.listen({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    host: "127.0.0.1",
    port: address.port,
    open: () => open.size,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const echo = (socket: Socket) => socket.pipe(socket);

/** Connects, and waits for an echo to prove that the target is reached. */
async function throughTo(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write("hello");
  await once(socket, "data");
  return socket;
}

const errorOf = (socket: Socket) => once(socket, "error").then(([error]) => error);

describe("the proxy of tests and benchmarks", () => {
  test("keeps the order of bytes for any delays of chunks, and passes the end on", async () => {
    await using target = await startTarget(echo);
    // With these delays, the next chunk would overtake each of the first four.
    const delays = [200, 150, 100, 50, 0];
    let chunks = 0;
    await using proxy = await startProxy(target, { delayMs: () => delays[chunks++ % delays.length] ?? 0 });
    const socket = connect({ port: proxy.port, host: "127.0.0.1" });
    const echoed = text(socket);
    for (let index = 0; index < 20; index += 1) {
      const before = chunks;
      socket.write(`${index},`);
      await expect.poll(() => chunks, PATIENTLY).toBeGreaterThan(before);
    }
    socket.end();
    expect(await echoed).toBe(Array.from({ length: 20 }, (_, index) => `${index},`).join(""));
    expect(chunks).toBeGreaterThan(20);
  });

  test("delays a chunk for the configured time", async () => {
    let arrivedAt = 0;
    await using target = await startTarget((socket) =>
      socket.once("data", () => {
        arrivedAt = performance.now();
        socket.write("!");
      }),
    );
    await using proxy = await startProxy(target, { delayMs: () => 50 });
    const socket = connect({ port: proxy.port, host: "127.0.0.1" });
    await once(socket, "connect");
    const sentAt = performance.now();
    socket.write("?");
    await once(socket, "data");
    const answeredAt = performance.now();
    socket.destroy();
    // Timers may be a millisecond early.
    expect(arrivedAt - sentAt).toBeGreaterThanOrEqual(49);
    expect(answeredAt - arrivedAt).toBeGreaterThanOrEqual(49);
  });

  test("passes megabytes in both directions", async () => {
    await using target = await startTarget(echo);
    await using proxy = await startProxy(target, { delayMs: () => Math.random() * 3 });
    const socket = connect({ port: proxy.port, host: "127.0.0.1" });
    const echoed = text(socket);
    const sent = "0123456789abcdef".repeat(200_000);
    socket.end(sent);
    expect((await echoed) === sent).toBe(true);
  });

  test("resets connections when it is cut, refuses new ones, and works again after mend()", async () => {
    await using target = await startTarget(echo);
    await using proxy = await startProxy(target);
    const socket = await throughTo(proxy.port);
    expect(target.open()).toBe(1);

    const failure = errorOf(socket);
    proxy.cut();
    expect(await failure).toMatchObject({ code: "ECONNRESET" });
    await expect.poll(() => target.open(), PATIENTLY).toBe(0);

    await expect(throughTo(proxy.port)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(target.open()).toBe(0);

    proxy.mend();
    (await throughTo(proxy.port)).destroy();
  });

  test("closes the target's side if the client is gone, and the client's side if the target is gone", async () => {
    const target = await startTarget(echo);
    await using proxy = await startProxy(target);
    const socket = await throughTo(proxy.port);
    socket.destroy();
    await expect.poll(() => target.open(), PATIENTLY).toBe(0);

    await target[Symbol.asyncDispose]();
    const orphan = connect({ port: proxy.port, host: "127.0.0.1" });
    expect(await errorOf(orphan)).toMatchObject({ code: "ECONNRESET" });
  });
});
