import { ok } from "../result.js";
import type { CodeTable } from "../vendor/code-table.js";
import type { Probe, ProbeAnswer } from "../vendor/probe.js";
import type { VendorHost } from "../vendor/send.js";
import type { Attempt } from "../vendor/timeout.js";
import { rowIn } from "./common-rows.js";
import { CLASSIN_ERRNO } from "./errno.js";
import { signClassin } from "./sign.js";
import { STUDENT_SYNC_CODES } from "./v2/codes.js";
import { readV2Answer, v2Request } from "./v2/wire.js";
import { classinRequest, readClassinAnswer } from "./wire.js";

/** What a probe needs. */
export interface ClassinProbe {
  readonly sid: string;
  readonly secret: string;
  readonly host: VendorHost;
}

/** ClassIn refuses a signature whose time is further off than this, in milliseconds. */
export const SIGNATURE_WINDOW_MS = { v1: 20 * 60_000, v2: 5 * 60_000 } as const;

/** Asks for a link into a lesson that does not exist. */
const LINK_TO_NOTHING = { uid: "1", courseId: "1", classId: "1" };
/** The codes of this call that come after the check of the signature (docs/vendors/classin.md). */
const V1_CODES = new Set([1, 100, 134, 142, 143, 144, 145, 147, 149, 150, 212, 369, 467, 888]);

/** Without members, no unit can be made. */
const EMPTY_UNIT = {};
const V2_CODES = new Set([147, 101001001, 121601018, 121601020, 121601021, 121601022, 121601023, 121601030]);

const ignoreOddities = () => undefined;

/** Whether ClassIn accepts the signature of v1 calls, signed as if it were `now`. Changes nothing in ClassIn. */
export async function probeV1(
  { sid, secret, host }: ClassinProbe,
  now: Date,
  attempt: Attempt,
): Promise<Probe> {
  const request = classinRequest("getLoginLinked", sid, signClassin(secret, now), LINK_TO_NOTHING);
  const answer = await host.post(request, attempt);
  if (!answer.ok) return answer;
  const read = readClassinAnswer(answer.value, ignoreOddities);
  return read.ok ? ok(answerOf(read.value.errno, V1_CODES, CLASSIN_ERRNO)) : read;
}

/** Whether ClassIn accepts the signature of v2 calls, signed as if it were `now`. Changes nothing in ClassIn. */
export async function probeV2(
  { sid, secret, host }: ClassinProbe,
  now: Date,
  attempt: Attempt,
): Promise<Probe> {
  const answer = await host.post(v2Request("/lms/unit/create", { sid, secret }, EMPTY_UNIT, now), attempt);
  if (!answer.ok) return answer;
  const read = readV2Answer(answer.value, ignoreOddities);
  return read.ok ? ok(answerOf(read.value.code, V2_CODES, STUDENT_SYNC_CODES)) : read;
}

function answerOf(
  code: number | null,
  afterSignature: ReadonlySet<number>,
  table: CodeTable<string>,
): ProbeAnswer {
  const { means, meaning, operator } = rowIn(table, code);
  const verdict =
    code !== null && afterSignature.has(code) ? "accepted" : means === "misconfigured" ? "refused" : "unsure";
  return { code, verdict, meaning, operator };
}
