import type { FastifyInstance } from "fastify";

/**
 * Closes connections whose client does not read its answer within `ms`. Node's own time-out for silent sockets restarts
 * when it first finds unsent bytes, so it would take twice as long.
 */
export function dropUnreadAnswers(server: FastifyInstance, ms: number): void {
  server.addHook("onSend", async (request, reply) => {
    // A stream may last. It gets regular comments, so Node's own time-out finds a client that reads nothing.
    if (String(reply.getHeader("content-type")).startsWith("text/event-stream")) return;
    const timer = setTimeout(() => request.raw.socket.destroy(), ms);
    // A stopping server closes its connections itself.
    timer.unref();
    reply.raw.once("close", () => clearTimeout(timer));
  });
}
