import { ok, type Result } from "../../result.js";
import { type JsonAnswer, unexpectedStatus, unreadable } from "../../vendor/answer.js";
import { readCode } from "../../vendor/code.js";
import { Fields, type NoteOddity } from "../../vendor/fields.js";
import type { HttpRequest, SendFailure } from "../../vendor/send.js";

export interface ImAnswer {
  /** True only if all success fields agree. */
  readonly succeeded: boolean;
  /** The vendor's code; null if the number cannot be a code. */
  readonly code: number | null;
  /** The vendor's text. Never shown or logged. Used only to detect the one cause that has no code of its own. */
  readonly info: string;
  /** The whole answer, for the command to read. */
  readonly fields: Fields;
}

/**
 * Reads whether an answer is a success. A failure needs only its code. A success also needs `ActionStatus` and HTTP status
 * 200.
 */
export function readEnvelope({ status, json }: JsonAnswer, note: NoteOddity): Result<ImAnswer, SendFailure> {
  const fields = Fields.of(json, note);
  const code = readCode(fields?.sent("ErrorCode"));
  if (fields === null || code === undefined || (code === 0 && status !== 200)) {
    return status === 200 ? unreadable("an answer without a Tencent IM code") : unexpectedStatus(status);
  }
  const actionStatus = fields.sent("ActionStatus");
  if (code === 0 && typeof actionStatus !== "string")
    return unreadable("an answer with code 0 and no Tencent IM status");
  const info = fields.sent("ErrorInfo");
  return ok({
    succeeded: actionStatus === "OK" && code === 0,
    code,
    info: typeof info === "string" ? info : "",
    fields,
  });
}

export interface ImCredentials {
  readonly sdkAppId: number;
  readonly admin: string;
}

const SERVICE_PATH = "/v4/group_open_http_svc/";

/** The request for a group command. The query identifies the caller; the rest is in the body, which is never empty. */
export function imRequest(
  command: string,
  { sdkAppId, admin }: ImCredentials,
  userSig: string,
  random: number,
  body: Readonly<Record<string, unknown>>,
): HttpRequest {
  const identity = `sdkappid=${sdkAppId}&identifier=${encodeURIComponent(admin)}&usersig=${encodeURIComponent(userSig)}`;
  return {
    path: `${SERVICE_PATH}${command}?${identity}&random=${random}&contenttype=json`,
    contentType: "application/json; charset=utf-8",
    body: JSON.stringify(body),
  };
}
