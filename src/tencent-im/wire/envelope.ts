import { z } from "zod";
import { ok, type Result } from "../../result.js";
import { vendorCode } from "../../vendor/loose.js";
import { type HttpRequest, type SendFailure, unreadable } from "../../vendor/send.js";

/** What every answer says about itself. ErrorInfo is prose, sometimes missing, and never branched on. */
const Envelope = z.object({ ActionStatus: z.string(), ErrorCode: vendorCode });

export interface ImAnswer {
  /** True only if every mark of success agrees. */
  readonly succeeded: boolean;
  /** The vendor's code; null for a number that no code can be. */
  readonly code: number | null;
  /** The whole answer, still to be read by the command that asked. */
  readonly json: unknown;
}

export function readEnvelope(json: unknown): Result<ImAnswer, SendFailure> {
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return unreadable("an answer without a Tencent IM status and code", null);
  const { ActionStatus, ErrorCode } = envelope.data;
  return ok({ succeeded: ActionStatus === "OK" && ErrorCode === 0, code: ErrorCode, json });
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
