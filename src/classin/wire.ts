import { ok, type Result } from "../result.js";
import { type JsonAnswer, unexpectedStatus, unreadable } from "../vendor/answer.js";
import { readCode } from "../vendor/code.js";
import { Fields, type NoteOddity } from "../vendor/fields.js";
import type { HttpRequest, SendFailure } from "../vendor/send.js";
import { CLASSIN_DONE } from "./errno.js";
import type { ClassinSignature } from "./sign.js";

export interface ClassinAnswer {
  /** Null for a number that cannot be a code. */
  readonly errno: number | null;
}

const ACTION_PATH = "/partner/api/course.api.php?action=";

/** A v1 call: the action in the query, everything else as form fields. Field names are case-sensitive. */
export function classinRequest(
  action: string,
  sid: string,
  { safeKey, timeStamp }: ClassinSignature,
  fields: Readonly<Record<string, string>>,
): HttpRequest {
  return {
    path: ACTION_PATH + action,
    contentType: "application/x-www-form-urlencoded",
    body: new URLSearchParams({ SID: sid, safeKey, timeStamp, ...fields }).toString(),
  };
}

/**
 * Reads ClassIn's v1 answer. The errno decides. A success also needs HTTP status 200, a failure does not.
 * The answer's text is Chinese prose, so it is not read.
 */
export function readClassinAnswer(
  { status, json }: JsonAnswer,
  note: NoteOddity,
): Result<ClassinAnswer, SendFailure> {
  const errno = readCode(Fields.of(Fields.of(json, note)?.sent("error_info"), note)?.sent("errno"));
  if (errno === undefined || (errno === CLASSIN_DONE && status !== 200)) {
    return status === 200 ? unreadable("an answer without a ClassIn errno") : unexpectedStatus(status);
  }
  return ok({ errno });
}
