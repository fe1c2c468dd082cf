import { ok, type Result } from "../../result.js";
import { type JsonAnswer, unexpectedStatus, unreadable } from "../../vendor/answer.js";
import { readCode } from "../../vendor/code.js";
import { Fields, type NoteOddity } from "../../vendor/fields.js";
import type { HttpRequest, SendFailure } from "../../vendor/send.js";
import { CLASSIN_DONE } from "../errno.js";
import { assertSignable, type V2Body } from "./body.js";
import { signV2 } from "./sign.js";

export interface V2Answer {
  /** Null for a number that cannot be a code. */
  readonly code: number | null;
  readonly fields: Fields;
}

/** A v2 call: a path for each call, a JSON body, and the signature in the headers. */
export function v2Request(
  path: string,
  credentials: { readonly sid: string; readonly secret: string },
  body: V2Body,
  now: Date,
): HttpRequest {
  assertSignable(body);
  return {
    path,
    contentType: "application/json",
    headers: signV2(credentials, body, now),
    body: JSON.stringify(body),
  };
}

/**
 * Reads ClassIn's v2 answer. The code decides. A success also needs HTTP status 200, a failure does not. The answer's
 * text is Chinese prose, so it is not read.
 */
export function readV2Answer({ status, json }: JsonAnswer, note: NoteOddity): Result<V2Answer, SendFailure> {
  const fields = Fields.of(json, note);
  const code = readCode(fields?.sent("code"));
  if (fields === null || code === undefined || (code === CLASSIN_DONE && status !== 200)) {
    return status === 200 ? unreadable("an answer without a ClassIn code") : unexpectedStatus(status);
  }
  return ok({ code, fields });
}
