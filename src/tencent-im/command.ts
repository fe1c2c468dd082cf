import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { CallVendor } from "../vendor/call.js";
import type { Clock } from "../vendor/clock.js";
import { adviceFor } from "../vendor/code-table.js";
import {
  type FailureSource,
  failureWithoutAnswer,
  RETRY_AFTER_SECONDS,
  type VendorFailure,
} from "../vendor/failure.js";
import type { Fields, NoteOddity } from "../vendor/fields.js";
import type { RateLimiter } from "../vendor/rate-limit/rate-limiter.js";
import type { Effect } from "../vendor/retry.js";
import type { VendorHost } from "../vendor/send.js";
import { causeBesideCode, rowForAnswer, rowForCode } from "./error-code.js";
import type { ReadMoment } from "./model.js";
import type { UserSigs } from "./user-sig.js";
import { type ImAnswer, type ImCredentials, imRequest, readEnvelope } from "./wire/envelope.js";

/** A failure as the code tables define it, before an operation interprets it. */
export type ImFailure =
  | VendorFailure
  | (FailureSource & { readonly kind: "group-not-found" | "member-not-found" | "content-rejected" })
  /** Code 10007, which has many causes. */
  | (FailureSource & { readonly kind: "refused" });

/** What every command needs. Created once. */
export interface ImDeps {
  readonly credentials: ImCredentials;
  readonly userSigs: UserSigs;
  readonly host: VendorHost;
  readonly call: CallVendor;
  /** Each command has its own limit (docs/vendors/tencent-im.md). */
  readonly limiterFor: (command: string) => RateLimiter;
  readonly clock: Clock;
  readonly random: () => number;
  /** Keys of the custom fields to read. The vendor returns only those that are named. */
  readonly groupCustomKeys: readonly string[];
  readonly memberCustomKeys: readonly string[];
  readonly noteOddity: NoteOddity;
  /** Called for each batch of shared reads. */
  readonly noteBatch?: (of: "groups" | "members", batch: { keys: number; reads: number }) => void;
}

const VENDOR = "tencent-im";

/** A successful answer to a command. */
export interface ImSuccess {
  /** Still unread. */
  readonly fields: Fields;
  /** When its last attempt was sent. */
  readonly read: ReadMoment;
}

/**
 * Sends one command and returns the answer's fields, still unread.
 * With `asksOtherwise`, the call is not repeated after an unreadable answer.
 */
export async function sendCommand(
  deps: ImDeps,
  command: string,
  effect: Effect,
  body: Readonly<Record<string, unknown>>,
  context: CallContext,
  options: { readonly asksOtherwise?: boolean } = {},
): Promise<Result<ImSuccess, ImFailure>> {
  let userSig = "";
  let read = momentOf(deps.clock);
  const answer = await deps.call<ImAnswer>({
    vendor: VENDOR,
    operation: command,
    effect,
    context,
    ...options,
    limiter: deps.limiterFor(command),
    send: async (attempt) => {
      userSig = deps.userSigs.current();
      read = momentOf(deps.clock);
      const random = Math.floor(deps.random() * 2 ** 32);
      const answer = await deps.host.post(
        imRequest(command, deps.credentials, userSig, random, body),
        attempt,
      );
      if (!answer.ok) return answer;
      if (!answer.value.isUtf8) deps.noteOddity({ field: command, kind: "not-utf-8" });
      return readEnvelope(answer.value, deps.noteOddity);
    },
    codeOf: ({ code }) => code,
    succeeded: ({ succeeded }) => succeeded,
    advice: (answer) => {
      if (answer.succeeded) return adviceFor({ repeat: "never" });
      const row = rowForAnswer(answer);
      if (row.repeat === "signed-anew") deps.userSigs.drop(userSig);
      return adviceFor(row);
    },
    lockOutCode: ({ succeeded, code }) =>
      !succeeded && code !== null && rowForCode(code).locksOut === true ? code : undefined,
    causeOf: (answer) => causeBesideCode(answer),
  });
  if (!answer.ok) return failed(failureWithoutAnswer(VENDOR, effect, answer.error));
  return answer.value.succeeded ? ok({ fields: answer.value.fields, read }) : failed(failureOf(answer.value));
}

export const momentOf = (clock: Clock): ReadMoment => ({ at: clock.now(), monotonicMs: clock.monotonicMs() });

/** A part of a successful answer cannot be read. Its content is unknown, so it does not count as empty. */
export const unreadableDetail = (): ImFailure => ({
  vendor: VENDOR,
  code: null,
  why: "a part of the answer could not be read",
  kind: "unavailable",
  unreadable: true,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
});

/** Turns an error code into a failure. */
export function failureOf({ code, info }: Pick<ImAnswer, "code" | "info">): ImFailure {
  const row = rowForAnswer({ code, info });
  const source = { vendor: VENDOR, code, why: row.meaning } as const;
  switch (row.means) {
    case "rate-limited":
    case "unavailable":
      return { ...source, kind: row.means, retryAfterSeconds: row.retryAfterSeconds ?? RETRY_AFTER_SECONDS };
    default:
      return { ...source, kind: row.means };
  }
}
