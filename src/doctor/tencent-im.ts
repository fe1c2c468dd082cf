import type { TencentImSettings } from "../school/settings.js";
import type { ProbeAnswer } from "../vendor/probe.js";
import { inWords } from "./duration.js";
import { type CheckResult, fine, problem, skipped } from "./finding.js";
import { unreachable } from "./unreachable.js";
import type { Probed } from "./vendor-probes.js";

/** A UserSig is valid for a day, so only a clock that is hours off is noticed here. */
const SUSPICIOUS_SKEW_MS = 120_000;

/** Whether Tencent IM accepts the app, its key and its administrator. */
export async function checkTencentIm(first: Promise<Probed>): Promise<CheckResult> {
  const { probe, skewMs } = await first;
  if (!probe.ok) return unreachable("Tencent IM gave no readable answer", probe.error);
  const { value: answer } = probe;
  switch (answer.verdict) {
    case "accepted":
      return fine("Tencent IM accepts the app, its key and its administrator.");
    case "wrong-region":
      return skipped("The region has to be corrected first.");
    case "refused":
    case "unknown-app":
      return refused(answer, skewMs);
    case "unsure":
      return problem(
        `Tencent IM answered with code ${answer.code}, so the credentials could not be checked: ${answer.meaning}`,
        answer.operator,
      );
  }
}

function refused({ code, meaning, operator }: ProbeAnswer, skewMs: number | null): CheckResult {
  const isOff = skewMs !== null && Math.abs(skewMs) >= SUSPICIOUS_SKEW_MS;
  const clock = isOff ? `This machine's clock is ${inWords(skewMs)} off, which may be the reason.` : "";
  return problem(
    `Tencent IM refuses the credentials (code ${code}): ${meaning} ${clock}`.trimEnd(),
    operator,
  );
}

/** Whether TENCENT_IM_REGION, or the host in TENCENT_IM_URL, is the one of the app. */
export async function checkRegion(first: Promise<Probed>, { url }: TencentImSettings): Promise<CheckResult> {
  const { probe } = await first;
  const { host } = new URL(url);
  if (!probe.ok) return skipped("Tencent IM gave no readable answer.");
  const { verdict, code } = probe.value;
  switch (verdict) {
    case "accepted":
      return fine(`${host} serves the app.`);
    case "wrong-region":
      return problem(`The wrong region: ${host} does not serve this app (code ${code}).`, SET_REGION);
    case "unknown-app":
      return problem(
        `Perhaps the wrong region: ${host} does not know this SDKAppID (code ${code}).`,
        `If the SDKAppID is right: ${SET_REGION}`,
      );
    case "refused":
    case "unsure":
      return skipped("Tencent IM tells only after it has accepted the credentials.");
  }
}

const SET_REGION =
  "Set TENCENT_IM_REGION to the region in which the app was created, as the Chat console shows it. TENCENT_IM_URL overrides the region: remove it.";
