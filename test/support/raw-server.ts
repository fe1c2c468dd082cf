import { createServer, type Socket } from "node:net";

/** A server that sends exactly the bytes a test gives it. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** The received data of all connections. */
  readonly received: () => string;
  /** How many bytes were handed to the network. */
  readonly sentBytes: () => number;
  readonly connections: () => number;
}

/** Calls `speak` when a whole request has arrived. */
export async function rawServer(speak: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let received = "";
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (received.endsWith("PLANTED-BODY")) speak(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1" }, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    received: () => received,
    sentBytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    connections: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An HTTP answer as on the wire. */
export function httpAnswer(
  body: string | Buffer,
  { status = "200 OK", headers = [] as readonly string[] } = {},
) {
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), Buffer.from(body)]);
}
