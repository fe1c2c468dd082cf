import { z } from "zod";
import { ok, type Result } from "../result.js";
import { vendorCode } from "../vendor/loose.js";
import { type HttpRequest, type SendFailure, unreadable } from "../vendor/send.js";
import type { ClassinSignature } from "./sign.js";

/** ClassIn's v1 answer. The text beside the code is prose in Chinese, so it is not read. */
const Envelope = z.object({ error_info: z.object({ errno: vendorCode }) });

export interface ClassinAnswer {
  /** Null for a number that no code can be. */
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

export function readClassinAnswer(json: unknown): Result<ClassinAnswer, SendFailure> {
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return unreadable("an answer without a ClassIn errno", null);
  return ok({ errno: envelope.data.error_info.errno });
}
