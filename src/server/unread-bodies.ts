import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/**
 * Ends connections whose request was answered before its body came: Node would read the rest, however long it is, to keep
 * the connection for a next request.
 */
export function closeUnreadBodies(server: FastifyInstance): void {
  server.addHook("onSend", async (request, reply) => closeIfUnread(request, reply));
}

export function closeIfUnread({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (!raw.complete) reply.header("connection", "close");
}
