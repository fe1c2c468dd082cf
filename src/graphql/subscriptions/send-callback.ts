import type { Agent, BodyInit, Response } from "undici";
import { z } from "zod";

const TIMEOUT_MS = 3_000;
const MAX_ANSWER_BYTES = 16 * 1024;
const CONNECTIONS_PER_ORIGIN = 8;

/** Posts messages of subscriptions over its own connections. */
export interface CallbackSender {
  /** Returns the status. Redirects are not followed, and the answer's body is not read. */
  readonly send: (
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export function callbackSender(onUnexpected: (message: string) => void): CallbackSender {
  let dispatcher: Agent | undefined;
  return {
    send: async (url, { method = "POST", headers = {}, body } = {}) => {
      const undici = await import("undici");
      dispatcher ??= new undici.Agent({
        connections: CONNECTIONS_PER_ORIGIN,
        maxResponseSize: MAX_ANSWER_BYTES,
      });
      const sent: BodyInit | undefined = typeof body === "string" ? masked(body, onUnexpected) : body;
      const answer = await undici.fetch(url, {
        method,
        headers,
        dispatcher,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(sent !== undefined && { body: sent }),
      });
      await answer.body?.cancel();
      return new undici.Response(null, { status: answer.status });
    },
    close: async () => dispatcher?.destroy(),
  };
}

const Errors = z.array(
  z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string() }).optional() }),
);
const Message = z.looseObject({
  payload: z.looseObject({ errors: Errors.optional() }).optional(),
  errors: Errors.optional(),
});

/** Masks unexpected errors, which have no code: these messages do not pass through Apollo Server's `formatError`. */
function masked(body: string, onUnexpected: (message: string) => void): string {
  const message = Message.parse(JSON.parse(body));
  const mask = (errors: z.output<typeof Errors>) =>
    errors.map((error) => {
      if (error.extensions !== undefined) return error;
      onUnexpected(error.message);
      return {
        message: "Something went wrong in this server. Subscribe again. If it happens again, report it.",
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      };
    });
  const { payload, errors } = message;
  if (payload?.errors === undefined && errors === undefined) return body;
  return JSON.stringify({
    ...message,
    ...(errors !== undefined && { errors: mask(errors) }),
    ...(payload?.errors !== undefined && { payload: { ...payload, errors: mask(payload.errors) } }),
  });
}
