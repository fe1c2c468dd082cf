import { isUtf8 } from "node:buffer";
import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { type Exceeded, extensionsOf, LIMIT_EXCEEDED, messageOf, over } from "./exceeded.js";
import { exceededByJson } from "./json-shape.js";
import type { Limits } from "./limits.js";

/** The answer to a request that did not reach GraphQL. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Limited because errors and log lines repeat the name. */
const LONGEST_OPERATION_NAME = 256;
const NAME_TOO_LONG = `The operationName is longer than ${LONGEST_OPERATION_NAME} characters. Give the operation a shorter name.`;

/** Reads a body as one operation in JSON. Refuses everything else before it is parsed or hashed. */
export function readOneOperation(server: FastifyInstance, limits: Limits): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const bytes = body as Buffer;
    if (!isUtf8(bytes)) return done(refused("The body is not valid UTF-8. Send it as UTF-8."));
    const name = exceededByJson(bytes, limits);
    if (name !== null) return done(exceeds({ name, most: limits[name], actual: null }));
    void parse(request, bytes.toString("utf8"), (error: Error | null, value: unknown) => {
      if (error !== null) return done(error);
      if (Array.isArray(value))
        return done(refused("Batches are not accepted. Send one operation at a time."));
      if (lengthOf(value, "operationName") > LONGEST_OPERATION_NAME) return done(refused(NAME_TOO_LONG));
      const tooLong = over(limits, "LIMIT_DOCUMENT_CHARACTERS", lengthOf(value, "query"));
      return tooLong === null ? done(null, value) : done(exceeds(tooLong));
    });
  });
}

/** The length of a text in the body. 0 if it is not a text. */
function lengthOf(body: unknown, name: "query" | "operationName"): number {
  if (typeof body !== "object" || body === null) return 0;
  const value = (body as Partial<Record<string, unknown>>)[name];
  return typeof value === "string" ? value.length : 0;
}

/** Production accepts only POST, because pages, links and caches can repeat a GET. */
export function refuseGet(server: FastifyInstance, urls: readonly string[]): void {
  for (const url of urls) {
    server.get(url, (_request, reply) => {
      void reply.header("allow", "POST");
      throw refused("Only POST is accepted here. Send the operation as a JSON body.", 405);
    });
  }
}

/** The answer to an error that the request caused. Null if the server caused it. */
export function refusalOf(error: FastifyError, request: FastifyRequest, limits: Limits): Refusal | null {
  const status = error.statusCode ?? 500;
  if (status >= 500) return null;
  const exceeded = exceededBy(error, request, limits);
  if (exceeded === null) return { status, message: error.message, extensions: { code: "BAD_REQUEST" } };
  return { status, message: messageOf(exceeded), extensions: extensionsOf(exceeded) };
}

function exceededBy(error: FastifyError, { headers }: FastifyRequest, limits: Limits): Exceeded | null {
  if ("exceeded" in error && error.code === LIMIT_EXCEEDED) return error.exceeded as Exceeded;
  if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE") return null;
  const most = limits.LIMIT_BODY_BYTES;
  const length = Number(headers["content-length"]);
  return { name: "LIMIT_BODY_BYTES", most, actual: length > most ? length : null };
}

const refused = (message: string, statusCode = 400): Error =>
  Object.assign(new Error(message), { statusCode });

const exceeds = (exceeded: Exceeded): Error =>
  Object.assign(refused(messageOf(exceeded)), { code: LIMIT_EXCEEDED, exceeded });
