import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

/**
 * Closes connections whose client does not read its answer within `ms`. Node's own time-out for silent sockets restarts
 * when it first finds unsent bytes, so it would take twice as long. Answers are checked every `checkMs`, so a connection
 * may last that much longer.
 */
export function dropUnreadAnswers(server: FastifyInstance, ms: number, checkMs: number): void {
  /** When each answer that is not sent completely was begun. The oldest is first. */
  const begunAt = new Map<ServerResponse, number>();

  server.addHook("onSend", (_request, reply, _payload, done) => {
    // A stream may last. It gets regular comments, so Node's own time-out finds a client that reads nothing.
    if (!String(reply.getHeader("content-type")).startsWith("text/event-stream"))
      begunAt.set(reply.raw, performance.now());
    done();
  });
  server.addHook("onResponse", (_request, reply, done) => {
    begunAt.delete(reply.raw);
    done();
  });

  const check = setInterval(() => {
    const before = performance.now() - ms;
    for (const [answer, at] of begunAt) {
      if (at > before) return;
      begunAt.delete(answer);
      answer.socket?.destroy();
    }
  }, checkMs);
  // A stopping server closes its connections itself.
  check.unref();
  server.addHook("onClose", async () => clearInterval(check));
}
