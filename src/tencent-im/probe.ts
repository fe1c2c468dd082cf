import { ok } from "../result.js";
import type { Probe } from "../vendor/probe.js";
import type { VendorHost } from "../vendor/send.js";
import type { Attempt } from "../vendor/timeout.js";
import { HANDLING } from "./codes/handling.js";
import { rowForCode } from "./error-code.js";
import { type ImCredentials, imRequest, readEnvelope } from "./wire/envelope.js";
import { groupBaseInfoFilter } from "./wire/group.js";

/** What a probe needs. */
export interface TencentImProbe {
  readonly credentials: ImCredentials;
  readonly userSig: string;
  readonly host: VendorHost;
  /** The id of any group. It need not exist. */
  readonly groupId: string;
}

/** The codes that a host of another region may answer with (docs/vendors/tencent-im.md). */
const REGION_VERDICTS: ReadonlyMap<number | null, "wrong-region" | "unknown-app"> = new Map([
  [60026, "wrong-region"],
  [70016, "unknown-app"],
  [70020, "unknown-app"],
]);

/**
 * Whether Tencent IM accepts the app, its key and its administrator. Reads one group. A wrong key counts as one failed
 * signature check, and only several in a short time lock the app out.
 */
export async function probeTencentIm(
  { credentials, userSig, host, groupId }: TencentImProbe,
  attempt: Attempt,
): Promise<Probe> {
  const random = Math.floor(Math.random() * 2 ** 32);
  const body = {
    GroupIdList: [groupId],
    ResponseFilter: { GroupBaseInfoFilter: groupBaseInfoFilter(new Set(["name"])) },
  };
  const answer = await host.post(imRequest("get_group_info", credentials, userSig, random, body), attempt);
  if (!answer.ok) return answer;
  const read = readEnvelope(answer.value, () => undefined);
  if (!read.ok) return read;
  const { succeeded, code } = read.value;
  const { means, meaning, operator: advice, locksOut } = rowForCode(code);
  // The advice for a lock-out also describes what a running server does.
  const operator = locksOut === true ? HANDLING.settings.operator : advice;
  // The vendor may refuse the whole call because its only group does not exist.
  const isAccepted = succeeded || means === "group-not-found";
  if (isAccepted) return ok({ code, verdict: "accepted", meaning: "Success.", operator: "Nothing." });
  const verdict = REGION_VERDICTS.get(code) ?? (means === "misconfigured" ? "refused" : "unsure");
  return ok({ code, verdict, meaning, operator });
}
