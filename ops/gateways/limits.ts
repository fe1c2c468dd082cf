import type { GatewayPlugin } from "@graphql-hive/gateway-runtime";
import { createGraphQLError } from "@graphql-tools/utils";
import { z } from "zod";
import { LIMIT_VARIABLES } from "../../src/config/limits.js";
import { documentLimits } from "../../src/graphql/limits/document-rule.js";
import type { Limits } from "../../src/graphql/limits/limits.js";

type LimitEnv = Readonly<Record<string, string | undefined>>;

/** The gateway has the same limits as Class Groups, with the same variables. */
export const gatewayLimits = (env: LimitEnv): Limits => z.object(LIMIT_VARIABLES).parse(env);

/** The `accept` header of a client that can receive subscriptions. */
const STREAMS = /\*\/\*|text\/(\*|event-stream)|multipart\/(\*|mixed)/i;
const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;|$)/i;

interface Refusal {
  readonly message: string;
  readonly code: string;
  readonly status: number;
}

const errorOf = ({ message, code, status }: Refusal) =>
  createGraphQLError(message, { extensions: { code, http: { status } } });

/**
 * Before planning, refuses requests above the limits, bodies that are not JSON, and subscriptions of clients that do not
 * accept streams. A page of another site may send a form without a CORS preflight, but not JSON.
 */
export function useLimits(limits: Limits): GatewayPlugin {
  return {
    onRequest(event) {
      const { request, fetchAPI } = event;
      const refusal = request.method === "POST" ? refusalOfBody(request.headers, limits) : null;
      if (refusal === null) return;
      const { message, code, status } = refusal;
      const headers = { "content-type": "application/json; charset=utf-8", connection: "close" };
      const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
      event.endResponse(new fetchAPI.Response(body, { status, headers }));
    },
    onParams({ params }) {
      const length = params.query?.length ?? 0;
      const max = limits.LIMIT_DOCUMENT_CHARACTERS;
      if (length <= max) return;
      const message = `The document has ${length} characters; at most ${max} are allowed.`;
      throw errorOf({ message, code: "LIMIT_EXCEEDED", status: 400 });
    },
    onParse({ params }) {
      params.options = { ...params.options, maxTokens: limits.LIMIT_TOKENS };
    },
    onValidate({ addValidationRule }) {
      addValidationRule(documentLimits(limits));
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const { request } = args.contextValue as unknown as { request: Request };
      if (STREAMS.test(request.headers.get("accept") ?? "*/*")) return;
      const message =
        "Subscriptions need text/event-stream or multipart/mixed. Name one of them in the `accept` header.";
      setResultAndStopExecution({
        errors: [errorOf({ message, code: "SUBSCRIPTION_NEEDS_STREAM", status: 406 })],
      });
    },
  };
}

function refusalOfBody(headers: Headers, limits: Limits): Refusal | null {
  if (!JSON_TYPE.test(headers.get("content-type") ?? ""))
    return {
      message: "Send the operation as JSON, with the content-type application/json.",
      code: "BAD_REQUEST",
      status: 415,
    };
  const given = headers.get("content-length");
  if (given === null)
    return { message: "Send the body with its content-length.", code: "BAD_REQUEST", status: 411 };
  const length = Number(given);
  const max = limits.LIMIT_BODY_BYTES;
  if (length <= max) return null;
  return {
    message: `The body has ${length} bytes; at most ${max} are allowed.`,
    code: "LIMIT_EXCEEDED",
    status: 413,
  };
}
