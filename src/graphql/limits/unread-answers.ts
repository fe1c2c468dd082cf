import type { FastifyInstance } from "fastify";

/**
 * Ends connections whose client does not take its answer within `ms`. Node's own time-out for silent sockets begins anew
 * when it first finds bytes waiting, so by that alone they stay twice as long.
 */
export function dropUnreadAnswers(server: FastifyInstance, ms: number): void {
  server.addHook("onSend", async (request, reply) => {
    // A stream lasts as long as it likes. Comments are written to it, so Node's own time-out finds a client that reads nothing.
    if (String(reply.getHeader("content-type")).startsWith("text/event-stream")) return;
    const timer = setTimeout(() => request.raw.socket.destroy(), ms);
    // A server that stops closes its connections by itself.
    timer.unref();
    reply.raw.once("close", () => clearTimeout(timer));
  });
}
