import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** Null if the body is longer than allowed. The rest of it is read and discarded. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else resolve(null);
    });
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // A close after a normal end has no effect, because the promise is already settled.
    request.on("error", reject);
    request.on("close", () => reject(new Error("the client went away")));
  });
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** The number of bytes sent so far, over all connections. */
  sentBytes(): number;
  close(): Promise<void>;
}

/** Listens on the loopback interface only, so that other machines cannot reach the simulator. */
export function listen(port: number, listener: RequestListener): Promise<Listening> {
  // Longer than any client's keep-alive, so that the client under test decides when to close a connection.
  const server = createServer({ keepAliveTimeout: 120_000 }, listener);
  const sockets = new Set<Socket>();
  let sentOverClosed = 0;
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      sentOverClosed += socket.bytesWritten;
    });
  });
  const sentBytes = () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, sentOverClosed);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => {
      server.off("error", reject);
      const { port: bound } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${bound}`, port: bound, sentBytes, close: () => close(server) });
    });
  });
}

/** Also ends connections with an unfinished answer, which faults often leave behind. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
