import { setTimeout as wait } from "node:timers/promises";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { Agent, request } from "undici";
import { failed, ok, type Result } from "../src/result.js";
import { type Answer, readAnswer } from "./answer.js";
import { EXIT, type Stop, stop } from "./exit-code.js";

/** A GraphQL client for the gateway. It repeats requests, so every operation must be safe to repeat. */
export interface Client {
  /** Repeats the request after temporary failures, for `patienceMs`. Rejects when the signal aborts. */
  send<Data, Variables>(
    operation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Result<Data, Stop>>;
  /** Ends all waits. */
  readonly signal: AbortSignal;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly url: URL;
  readonly token: string | null;
  readonly signal: AbortSignal;
  /** The scope that a token must have. Default: that of bulk operations. */
  readonly scope?: string;
  /** How long to try again while the gateway does not answer. */
  readonly patienceMs: number;
  /** Called once per outage. */
  readonly onTrouble: (why: string) => void;
}

const REQUEST_TIMEOUT_MS = 30_000;
const MAX_BYTES = 16 * 2 ** 20;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 15_000;

export function createClient({ url, token, scope, signal, patienceMs, onTrouble }: ClientOptions): Client {
  const dispatcher = new Agent({ maxResponseSize: MAX_BYTES, connect: { timeout: 10_000 } });

  async function attempt(body: string): Promise<Answer> {
    try {
      const response = await request(url, {
        method: "POST",
        dispatcher,
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json",
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      });
      return readAnswer(
        response.statusCode,
        response.headers["retry-after"],
        await response.body.text(),
        scope,
      );
    } catch (error) {
      signal.throwIfAborted();
      return { kind: "hiccup", why: reasonOf(error), waitMs: 0 };
    }
  }

  return {
    signal,
    async send<Data, Variables>(operation: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const body = JSON.stringify({ query: print(operation), variables });
      const until = performance.now() + patienceMs;
      for (let attempts = 1; ; attempts++) {
        const answer = await attempt(body);
        if (answer.kind === "data") return ok(answer.data as Data);
        if (answer.kind === "refused") return failed(stop(EXIT.notReached, answer.why));
        const pauseMs = Math.max(answer.waitMs, pauseAfter(attempts));
        if (performance.now() + pauseMs > until) return failed(gaveUp(url, answer.why, attempts));
        if (attempts === 1) onTrouble(`${answer.why} Trying again for ${Math.round(patienceMs / 1000)} s.`);
        await wait(pauseMs, undefined, { signal });
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** Exponential backoff. Half of it is random, so that clients do not all return to the gateway at once. */
const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), MAX_PAUSE_MS) * (0.5 + Math.random() / 2);

const gaveUp = (url: URL, why: string, attempts: number): Stop =>
  stop(
    EXIT.notReached,
    `${why} Gave up after ${attempts} ${attempts === 1 ? "attempt" : "attempts"} at ${url.origin}${url.pathname}.`,
    "Check the address (--url) and that the gateway runs, then run the same command again. Accepted operations are not started twice.",
  );

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ECONNREFUSED":
      return "Nothing listens at the gateway's address.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "The gateway's host name was not found.";
    case "UND_ERR_RES_EXCEEDED_MAX_SIZE":
      return `The gateway's answer was larger than ${MAX_BYTES / 2 ** 20} MiB.`;
    default:
      if (error instanceof Error && error.name === "TimeoutError")
        return `The gateway did not answer within ${REQUEST_TIMEOUT_MS / 1000} s.`;
      return `The connection to the gateway failed${code === "" ? "" : ` (${code})`}.`;
  }
}
