import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/**
 * Closes connections whose request was answered before its body arrived. Otherwise Node would read the rest, however long,
 * to keep the connection for another request.
 */
export function closeUnreadBodies(server: FastifyInstance): void {
  server.addHook("onSend", (request, reply, _payload, done) => {
    closeIfUnread(request, reply);
    done();
  });
}

export function closeIfUnread({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (!raw.complete) reply.header("connection", "close");
}
