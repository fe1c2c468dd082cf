import { ok } from "../result.js";
import type { Probe } from "../vendor/probe.js";
import type { VendorHost } from "../vendor/send.js";
import type { Attempt } from "../vendor/timeout.js";
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

const WRONG_HOST = 60026;

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
  const { means, meaning, operator } = rowForCode(code);
  // The vendor may refuse the whole call because its only group does not exist.
  const isAccepted = succeeded || means === "group-not-found";
  if (isAccepted) return ok({ code, verdict: "accepted", meaning: "Success.", operator: "Nothing." });
  if (code === WRONG_HOST) return ok({ code, verdict: "wrong-region", meaning, operator });
  return ok({ code, verdict: means === "misconfigured" ? "refused" : "unsure", meaning, operator });
}
