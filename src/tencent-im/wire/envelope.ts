import { ok, type Result } from "../../result.js";
import { type JsonAnswer, unexpectedStatus, unreadable } from "../../vendor/answer.js";
import { readCode } from "../../vendor/code.js";
import { Fields, type NoteOddity } from "../../vendor/fields.js";
import type { HttpRequest, SendFailure } from "../../vendor/send.js";

export interface ImAnswer {
  /** True only if every mark of success agrees. */
  readonly succeeded: boolean;
  /** The vendor's code; null for a number that no code can be. */
  readonly code: number | null;
  /** The vendor's prose. Never shown, logged or branched on, except for the one cause that no code tells. */
  readonly info: string;
  /** The whole answer, still to be read by the command that asked. */
  readonly fields: Fields;
}

/**
 * What an answer says about itself. The code decides: a failure needs no `ActionStatus` beside it, and no HTTP status 200.
 * A success needs all of them.
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

/** A group command: who calls in the query, everything else in the body, which is never empty. */
export function imRequest(
  command: string,
  { sdkAppId, admin }: ImCredentials,
  userSig: string,
  random: number,
  body: Readonly<Record<string, unknown>>,
): HttpRequest {
  const query = new URLSearchParams({
    sdkappid: sdkAppId.toString(),
    identifier: admin,
    usersig: userSig,
    random: random.toString(),
    contenttype: "json",
  });
  return {
    path: `${SERVICE_PATH}${command}?${query.toString()}`,
    contentType: "application/json; charset=utf-8",
    body: JSON.stringify(body),
  };
}
