import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

export interface ConnectionLimit {
  readonly most: number;
  /** Called for each connection that is closed because of the limit. */
  readonly onRefused: () => void;
}

/** Closes connections above the limit at once, because each costs memory before anything is checked. */
export function limitConnections(server: Server, { most, onRefused }: ConnectionLimit): void {
  server.maxConnections = most;
  server.on("drop", onRefused);
}

/** What is known of an open connection. */
interface Connection {
  /** Requests that are not answered yet. */
  requests: number;
  /** Answers that were begun and are not sent completely. */
  unread: number;
  /** When the first of these was begun, or became the first. In milliseconds, monotonic. */
  unreadSince: number;
}

/** The open connections of a server that must answer every request before it stops. */
export interface OpenConnections {
  /** Closes idle connections now, and each other connection once its request is answered. */
  endWhenIdle(): void;
}

/**
 * Node counts a connection without any request yet as busy. It also leaves a connection open that was busy when the server
 * began to close. Either would delay a stopping server.
 *
 * Also closes connections whose client does not read its answer within `unreadMs`. Node's own time-out for silent sockets
 * restarts when it first finds unsent bytes, so it would take twice as long. Answers are checked every `checkMs`, so a
 * connection may last that much longer.
 */
export function trackConnections(
  fastify: FastifyInstance,
  { unreadMs, checkMs }: { unreadMs: number; checkMs: number },
): OpenConnections {
  const { server } = fastify;
  /** One entry for each connection, which requests change. Adding and deleting one for each request would cost memory. */
  const connections = new Map<Socket, Connection>();
  let ending = false;

  server.on("connection", (socket: Socket) => {
    connections.set(socket, { requests: 0, unread: 0, unreadSince: 0 });
    socket.once("close", () => connections.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    const connection = connections.get(socket);
    if (connection === undefined) return;
    connection.requests += 1;
    response.once("close", () => {
      connection.requests -= 1;
      if (ending && connection.requests === 0) socket.end();
    });
  });

  const answeredOn = (request: FastifyRequest, reply: FastifyReply): Connection | undefined =>
    // A stream may last. It gets regular comments, so Node's own time-out finds a client that reads nothing.
    isEventStream(reply.getHeader("content-type")) ? undefined : connections.get(request.raw.socket);
  fastify.addHook("onSend", (request, reply, _payload, done) => {
    const connection = answeredOn(request, reply);
    if (connection !== undefined) {
      if (connection.unread === 0) connection.unreadSince = performance.now();
      connection.unread += 1;
    }
    done();
  });
  fastify.addHook("onResponse", (request, reply, done) => {
    const connection = answeredOn(request, reply);
    if (connection !== undefined) {
      connection.unread -= 1;
      connection.unreadSince = performance.now();
    }
    done();
  });
  const check = setInterval(() => {
    const before = performance.now() - unreadMs;
    for (const [socket, { unread, unreadSince }] of connections)
      if (unread > 0 && unreadSince <= before) socket.destroy();
  }, checkMs);
  // A stopping server closes its connections itself.
  check.unref();
  fastify.addHook("onClose", async () => clearInterval(check));

  return {
    endWhenIdle() {
      ending = true;
      for (const [socket, { requests }] of connections) if (requests === 0) socket.destroy();
    },
  };
}

const isEventStream = (contentType: unknown): boolean => String(contentType).startsWith("text/event-stream");
