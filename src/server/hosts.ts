import type { FastifyInstance, FastifyRequest } from "fastify";

const HOST = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/i;
const LOOPBACK = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

const refused = (message: string, statusCode: number): Error =>
  Object.assign(new Error(message), { statusCode });

/**
 * Refuses requests without exactly one well-formed `Host`. With `loopbackOnly`, also refuses names of other machines,
 * against DNS rebinding: a page whose own host name leads to this machine.
 */
export function guardHosts(server: FastifyInstance, { loopbackOnly }: { loopbackOnly: boolean }): void {
  server.addHook("onRequest", (request, _reply, done) => {
    const name = hostNameOf(request);
    if (loopbackOnly && !LOOPBACK.test(name)) throw refused(FOREIGN, 403);
    done();
  });
}

const FOREIGN =
  "The Host header names another machine. Without access control this server answers requests to localhost, 127.0.0.1 and [::1] only.";

function hostNameOf({ raw, headers }: FastifyRequest): string {
  const name = HOST.exec(headers.host ?? "")?.[1];
  if (name === undefined || countHosts(raw.rawHeaders) !== 1)
    throw refused("Send one Host header with the name or address of this server.", 400);
  return name;
}

/** Node keeps only one of several. `rawHeaders` has names and values in turn. */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === HOST_HEADER.length && name.toLowerCase() === HOST_HEADER) count += 1;
  }
  return count;
}

const HOST_HEADER = "host";
