// The main module would also load fetch, caches and mocks, which takes as long as all of GraphQL.
import Pool from "undici/lib/dispatcher/pool.js";
import { failed, type Result } from "../result.js";
import { type JsonAnswer, readJson } from "./answer.js";
import { ATTEMPT_OVERDUE, exchange } from "./exchange.js";
import type { Attempt } from "./timeout.js";

/** Why an attempt got no readable answer. */
export type SendFailure =
  /** Nothing reached the vendor, so nothing was carried out. */
  | { readonly kind: "not-sent"; readonly why: string; readonly timedOut?: true }
  /** The request was or may have been sent. Whether it was carried out is unknown. */
  | { readonly kind: "no-answer"; readonly why: string; readonly timedOut?: true }
  /** An answer came, but not one that the vendor's documents describe. */
  | {
      readonly kind: "unreadable-answer";
      readonly why: string;
      readonly httpStatus: number | null;
      /** True: the vendor sent one unreadable answer. False: the vendor seems to be down. */
      readonly isTheVendor: boolean;
    };

export interface HttpRequest {
  /** Path and query. They contain the signature, so they are secret and never logged or shown. */
  readonly path: string;
  readonly contentType: string;
  /** Further headers. They may contain the signature, so they are as secret as the path. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One vendor host and its pool of kept-alive connections. */
export interface VendorHost {
  /** Posts and parses the answer as JSON, with any status. Anything else is a failure, which holds no part of the body. */
  post(request: HttpRequest, attempt: Attempt): Promise<Result<JsonAnswer, SendFailure>>;
  /** Closes idle connections at once and busy ones after their answers have arrived. */
  close(): Promise<void>;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
/** Shorter than an attempt's timeout: an attempt that times out had a connection and may have been sent. */
const CONNECT_TIMEOUT_MS = 2_000;

/** Error codes of Node and undici for a failed connection. No byte of the request was sent. */
const NOT_SENT = new Map([
  ["ECONNREFUSED", "connection refused"],
  ["ENOTFOUND", "host name not found"],
  ["EAI_AGAIN", "host name could not be looked up"],
  ["EHOSTUNREACH", "host unreachable"],
  ["ENETUNREACH", "network unreachable"],
  ["UND_ERR_CONNECT_TIMEOUT", "no connection in time"],
  ["UND_ERR_CLOSED", "this server is stopping"],
  ["UND_ERR_DESTROYED", "this server is stopping"],
  [ATTEMPT_OVERDUE, "no connection in time"],
]);
const TLS_REFUSED = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/;

/**
 * The pool has no connection limit: undici would queue calls beyond it, and a call that has its permit must not wait
 * again. The permits bound the number of connections.
 */
export function connect(
  origin: string,
  onDate: (date: string | undefined, tookMs: number) => void = () => undefined,
): VendorHost {
  const pool = new Pool(origin, {
    pipelining: 1,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // The attempt's own deadline replaces these two. They would not end a body that arrives slowly.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  return {
    async post({ path, contentType, headers: further, body: text }, attempt) {
      const startedAt = performance.now();
      const headers = { ...further, "content-type": contentType, accept: "application/json" };
      try {
        const answer = await exchange(pool, { method: "POST", path, headers, body: text }, attempt);
        onDate(answer.date, performance.now() - startedAt);
        return readJson(answer);
      } catch (error) {
        return failed(sendFailure(error));
      }
    },
    close: () => pool.close(),
  };
}

function sendFailure(error: unknown): SendFailure {
  const code = codeOf(error);
  const notSent =
    NOT_SENT.get(code) ?? (TLS_REFUSED.test(code) ? "its certificate was not accepted" : undefined);
  if (notSent !== undefined) {
    return { kind: "not-sent", why: notSent, ...(code === ATTEMPT_OVERDUE && { timedOut: true }) };
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    return {
      kind: "unreadable-answer",
      why: "an answer of more than 1 MiB",
      httpStatus: 200,
      isTheVendor: true,
    };
  }
  // undici's parser error has a name but no code.
  if ((error instanceof Error && error.name === "HTTPParserError") || code === "UND_ERR_HEADERS_OVERFLOW") {
    return {
      kind: "unreadable-answer",
      why: "an answer that is not HTTP",
      httpStatus: null,
      isTheVendor: false,
    };
  }
  if (error instanceof Error && error.name === "AbortError")
    return { kind: "no-answer", why: "no answer in time", timedOut: true };
  return { kind: "no-answer", why: "the connection was lost" };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
