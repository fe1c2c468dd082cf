import type { Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { adviceFor, type CodeRow } from "../vendor/code-table.js";
import type { CallFailure } from "../vendor/retry.js";
import type { ClassinConnection } from "./connection.js";
import { signClassin } from "./sign.js";
import { type ClassinAnswer, classinRequest, readClassinAnswer } from "./wire.js";

/** A call of ClassIn's v1 API. All that this server makes are writes that may be repeated. */
export interface V1Call {
  /** ClassIn's own name of the call (docs/vendors/classin.md). */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly context: CallContext;
  readonly rowFor: (errno: number | null) => CodeRow<string>;
  /** The meanings of a success. */
  readonly successes: ReadonlySet<string>;
}

export function callV1(
  { sid, secret, host, call, limiter, clock, noteOddity }: ClassinConnection,
  { action, fields, context, rowFor, successes }: V1Call,
): Promise<Result<ClassinAnswer, CallFailure>> {
  return call<ClassinAnswer>({
    vendor: "classin",
    operation: action,
    effect: "repeatable-write",
    context,
    limiter,
    send: async (attempt) => {
      const request = classinRequest(action, sid, signClassin(secret, clock.now()), fields);
      const answer = await host.post(request, attempt);
      if (!answer.ok) return answer;
      if (!answer.value.isUtf8) noteOddity({ field: action, kind: "not-utf-8" });
      return readClassinAnswer(answer.value, noteOddity);
    },
    codeOf: ({ errno }) => errno,
    succeeded: ({ errno }) => successes.has(rowFor(errno).means),
    advice: ({ errno }) => adviceFor(rowFor(errno)),
  });
}
