import { failed, ok, type Result } from "../../result.js";
import type { CallContext } from "../../vendor/call-context.js";
import { failureWithoutAnswer, isVendorFailure, type VendorFailure } from "../../vendor/failure.js";
import type { ClassinConnection } from "../connection.js";
import { failureOf, StudentBatch, type StudentOutcome } from "./student-batch.js";
import { readV2Answer, type V2Answer, v2Request } from "./wire.js";

/** ClassIn's own name of the call (docs/vendors/classin.md). */
const OPERATION = "modifyCourseStudentNickName";
const PATH = `/schooluser/${OPERATION}`;

export type SyncStudents = (
  uids: readonly string[],
  context: CallContext,
) => Promise<Result<readonly StudentOutcome[], VendorFailure>>;

/** Syncs students by their UIDs. If a repeat for some of them fails, all keep the outcomes of the answers before it. */
export function studentSync(connection: ClassinConnection): SyncStudents {
  const { host, clock, noteOddity } = connection;
  return async (uids, context) => {
    const batch = new StudentBatch(uids);
    const answer = await connection.call<V2Answer>({
      vendor: "classin",
      operation: OPERATION,
      effect: "repeatable-write",
      context,
      limiter: connection.limiter,
      send: async (attempt) => {
        const body = { studentUids: batch.pending.map(Number) };
        const answer = await host.post(v2Request(PATH, connection, body, clock.now()), attempt);
        if (!answer.ok) return answer;
        if (!answer.value.isUtf8) noteOddity({ field: OPERATION, kind: "not-utf-8" });
        const read = readV2Answer(answer.value, noteOddity);
        if (read.ok) batch.note(read.value);
        return read;
      },
      codeOf: ({ code }) => batch.codeAfter(code),
      succeeded: () => batch.isDone,
      advice: ({ code }) => batch.adviceAfter(code),
      causeOf: () => (batch.hasUnnamed ? "the answer does not name every student" : null),
    });
    if (batch.isReported) return ok(batch.outcomes());
    if (!answer.ok) return failed(failureWithoutAnswer("classin", "repeatable-write", answer.error));
    const failure = failureOf(answer.value.code);
    if (failure === null || !isVendorFailure(failure))
      throw new Error("A code about students was not noted.");
    return failed(failure);
  };
}
