import type { z } from "zod";
import { failed, ok, type Result } from "../result.js";
import type { CallVendor } from "../vendor/call.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Clock } from "../vendor/clock.js";
import { adviceFor } from "../vendor/code-table.js";
import {
  type FailureSource,
  failureWithoutAnswer,
  RETRY_AFTER_SECONDS,
  type VendorFailure,
} from "../vendor/failure.js";
import type { RateLimiter } from "../vendor/rate-limit/rate-limiter.js";
import type { Effect } from "../vendor/retry.js";
import type { VendorHost } from "../vendor/send.js";
import { rowForCode } from "./error-code.js";
import type { UserSigs } from "./user-sig.js";
import { type ImAnswer, type ImCredentials, imRequest, readEnvelope } from "./wire/envelope.js";
import type { NoteUnknown } from "./wire/values.js";

/** A failure as the code tables tell it, before an operation says what it means to it. */
export type ImFailure =
  | VendorFailure
  | (FailureSource & { readonly kind: "group-not-found" | "member-not-found" | "content-rejected" })
  /** Code 10007, which has many causes. */
  | (FailureSource & { readonly kind: "refused" });

/** What every command needs; made once. */
export interface ImDeps {
  readonly credentials: ImCredentials;
  readonly userSigs: UserSigs;
  readonly host: VendorHost;
  readonly call: CallVendor;
  /** The limit holds for each command by itself (docs/vendors/tencent-im.md). */
  readonly limiterFor: (command: string) => RateLimiter;
  readonly clock: Clock;
  readonly random: () => number;
  /** Keys of custom fields to read; the vendor answers them only by name. */
  readonly groupCustomKeys: readonly string[];
  readonly memberCustomKeys: readonly string[];
  readonly noteUnknown: NoteUnknown;
  /** Told of each batch of reads that requests share. */
  readonly noteBatch?: (of: "groups" | "members", batch: { keys: number; reads: number }) => void;
}

const VENDOR = "tencent-im";

/** Sends one command and reads its answer with the schema. A success that cannot be read is a failure. */
export async function sendCommand<Answer>(
  deps: ImDeps,
  command: string,
  effect: Effect,
  body: Readonly<Record<string, unknown>>,
  schema: z.ZodType<Answer>,
  context: CallContext,
): Promise<Result<Answer, ImFailure>> {
  let userSig = "";
  const answer = await deps.call<ImAnswer>({
    vendor: VENDOR,
    operation: command,
    effect,
    context,
    limiter: deps.limiterFor(command),
    send: async (attempt) => {
      userSig = deps.userSigs.current();
      const random = Math.floor(deps.random() * 2 ** 32);
      const json = await deps.host.post(imRequest(command, deps.credentials, userSig, random, body), attempt);
      return json.ok ? readEnvelope(json.value) : json;
    },
    codeOf: ({ code }) => code,
    succeeded: ({ succeeded }) => succeeded,
    advice: ({ succeeded, code }) => {
      if (succeeded) return adviceFor({ repeat: "never" });
      const row = rowForCode(code);
      if (row.repeat === "signed-anew") deps.userSigs.drop(userSig);
      return adviceFor(row);
    },
    lockOutCode: ({ succeeded, code }) =>
      !succeeded && code !== null && rowForCode(code).locksOut === true ? code : undefined,
  });
  if (!answer.ok) return failed(failureWithoutAnswer(VENDOR, effect, answer.error));
  if (!answer.value.succeeded) return failed(failureOf(answer.value.code));

  const parsed = schema.safeParse(answer.value.json);
  if (parsed.success) return ok(parsed.data);
  const why = "an answer whose shape is not the documented one";
  return failed({
    vendor: VENDOR,
    code: null,
    why,
    kind: "unavailable",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** What a code that is not success means. */
export function failureOf(code: number | null): ImFailure {
  const row = rowForCode(code);
  const source = { vendor: VENDOR, code, why: row.meaning } as const;
  switch (row.means) {
    case "rate-limited":
    case "unavailable":
      return { ...source, kind: row.means, retryAfterSeconds: row.retryAfterSeconds ?? RETRY_AFTER_SECONDS };
    default:
      return { ...source, kind: row.means };
  }
}
