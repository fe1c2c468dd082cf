import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";

/** A network path to one server that can be slow or fail. */
export interface TcpProxy extends AsyncDisposable {
  /** Connect to 127.0.0.1 and this port instead of the target. */
  readonly port: number;
  /** Resets all connections and every new one until `mend`. Bytes on their way are lost. */
  cut(): void;
  mend(): void;
}

/**
 * Forwards TCP connections to the target. `delayMs` is called for each chunk in each direction.
 * A chunk never overtakes an earlier one of its connection.
 */
export async function startProxy(
  target: { readonly host: string; readonly port: number },
  { delayMs = () => 0 }: { readonly delayMs?: () => number } = {},
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.setNoDelay();
    return socket;
  };
  // Each direction ends independently, as without a proxy.
  const server = createServer({ allowHalfOpen: true }, (accepted) => {
    const client = track(accepted);
    if (isCut) {
      client.resetAndDestroy();
      return;
    }
    const upstream = track(connect({ ...target, allowHalfOpen: true }));
    // A pipeline would close the other side cleanly instead.
    client.once("error", () => upstream.resetAndDestroy());
    upstream.once("error", () => client.resetAndDestroy());
    void forward(client, upstream, delayMs);
    void forward(upstream, client, delayMs);
  });
  server.listen({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const resetAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    cut() {
      isCut = true;
      resetAll();
    },
    mend() {
      isCut = false;
    },
    async [Symbol.asyncDispose]() {
      resetAll();
      server.close();
      await once(server, "close");
    },
  };
}

async function forward(from: Socket, to: Socket, delayMs: () => number): Promise<void> {
  await pipeline(from, new Delay(delayMs), to).catch(() => undefined);
}

class Delay extends Transform {
  readonly #delayMs: () => number;
  #delivered: Promise<unknown> = Promise.resolve();

  constructor(delayMs: () => number) {
    super();
    this.#delayMs = delayMs;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    // Chunks wait in parallel, so a connection with many chunks is not slowed by each of them.
    const due = Promise.all([this.#delivered, delay(this.#delayMs())]);
    this.#delivered = due.then(() => this.push(chunk));
    done();
  }

  override _flush(done: TransformCallback): void {
    void this.#delivered.then(() => process.nextTick(done));
  }
}
