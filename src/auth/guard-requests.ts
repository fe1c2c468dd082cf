import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { errorBody } from "../server/error-body.js";
import { logAtMost } from "../telemetry/log-at-most.js";
import type { Access, AccessRefusal } from "./access.js";
import type { Caller } from "./caller.js";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** When clients may retry if the token keys are not available. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Refuses requests that are not from the gateway or have an invalid token. Checks every path, before the body is read.
 * The returned `callerOf` finds the caller of an accepted request.
 */
export function guardRequests(
  server: FastifyInstance,
  access: Access,
): { callerOf: (request: FastifyRequest) => Caller | null; refuse: Refuse } {
  server.decorateRequest("caller", null);
  const refuse = refuser(server.log);
  server.addHook("onRequest", (request, reply, done) => {
    const accept = (caller: Awaited<ReturnType<Access["callerOf"]>>) => {
      if (!caller.ok) return void refuse(caller.error, request, reply);
      request.caller = caller.value;
      done();
    };
    const caller = access.callerOf(request.headers);
    // Usually the token is known. Then a promise would only delay the request.
    if (caller instanceof Promise) caller.then(accept, done);
    else accept(caller);
  });
  return { callerOf: (request) => request.caller, refuse };
}

/** Logs and answers a refused request. */
type Refuse = (refusal: AccessRefusal, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

function refuser(log: FastifyBaseLogger): Refuse {
  const atMost = logAtMost((why, count) =>
    log.warn({ why, count }, "more requests were refused in this second"),
  );
  return (refusal, request, reply) => {
    atMost(refusal.why, () => {
      const line = { requestId: request.id, refused: refusal.kind, why: refusal.why };
      // Expired tokens are normal. Any other refusal may mean an attack or a misconfigured gateway.
      if (refusal.kind === "expired") request.log.info(line, "request refused");
      else request.log.warn(line, "request refused");
    });
    return answerRefusal(refusal, reply);
  };
}

/** Says only what the client can do. The log says which check failed. */
function answerRefusal(refusal: AccessRefusal, reply: FastifyReply): FastifyReply {
  switch (refusal.kind) {
    case "not-the-gateway":
      return unauthenticated(
        reply,
        "Router",
        "This server answers its gateway only. Send the request there.",
      );
    case "expired":
      return unauthenticated(
        reply,
        'Bearer error="invalid_token", error_description="expired"',
        "The token has expired. Get a new one and try again.",
        { reason: "TOKEN_EXPIRED" },
      );
    case "not-valid":
      return unauthenticated(
        reply,
        'Bearer error="invalid_token"',
        "The token is not valid. Sign in again.",
        {
          reason: "TOKEN_NOT_VALID",
        },
      );
    case "keys-unavailable": {
      const message = `The caller cannot be checked now, so nothing was done. Try again in ${RETRY_AFTER_SECONDS} s.`;
      return reply
        .code(503)
        .header("retry-after", RETRY_AFTER_SECONDS.toString())
        .send(
          errorBody(message, { code: "CALLER_CHECK_UNAVAILABLE", retryAfterSeconds: RETRY_AFTER_SECONDS }),
        );
    }
  }
}

function unauthenticated(
  reply: FastifyReply,
  challenge: string,
  message: string,
  extensions: Readonly<Record<string, string>> = {},
): FastifyReply {
  return reply
    .code(401)
    .header("www-authenticate", challenge)
    .send(errorBody(message, { code: "UNAUTHENTICATED", ...extensions }));
}
