import { failed, ok, type Result } from "../../result.js";
import type { CallContext } from "../../vendor/call-context.js";
import {
  type FailureSource,
  failureWithoutAnswer,
  RETRY_AFTER_SECONDS,
  type VendorFailure,
} from "../../vendor/failure.js";
import type { ClassinConnection } from "../connection.js";
import { callV1 } from "../v1-call.js";
import { rowForEdit } from "./codes.js";

const ACTION = "editSchoolStudent";
const SUCCESSES: ReadonlySet<string> = new Set(["done"]);

export type EditStudentFailure = VendorFailure | (FailureSource & { readonly kind: "not-in-school" });

export type EditStudent = (
  student: { readonly uid: string; readonly name: string },
  context: CallContext,
) => Promise<Result<null, EditStudentFailure>>;

export function studentEdit(connection: ClassinConnection): EditStudent {
  return async ({ uid, name }, context) => {
    const answer = await callV1(connection, {
      action: ACTION,
      fields: { studentUid: uid, studentName: name },
      context,
      rowFor: rowForEdit,
      successes: SUCCESSES,
    });
    if (!answer.ok) return failed(failureWithoutAnswer("classin", "repeatable-write", answer.error));
    const { errno } = answer.value;
    const row = rowForEdit(errno);
    const source = { vendor: "classin", code: errno, why: row.meaning } as const;
    switch (row.means) {
      case "done":
        return ok(null);
      case "rate-limited":
      case "unavailable":
        return failed({
          ...source,
          kind: row.means,
          retryAfterSeconds: row.retryAfterSeconds ?? RETRY_AFTER_SECONDS,
        });
      default:
        return failed({ ...source, kind: row.means });
    }
  };
}
