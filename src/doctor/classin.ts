import { SIGNATURE_WINDOW_MS } from "../classin/probe.js";
import type { Clock } from "../vendor/clock.js";
import type { ProbeAnswer } from "../vendor/probe.js";
import { inWords } from "./duration.js";
import { type CheckResult, fine, problem } from "./finding.js";
import { unreachable } from "./unreachable.js";
import type { ClassinProbes, Probed } from "./vendor-probes.js";

/**
 * Whether ClassIn accepts CLASSIN_SID and CLASSIN_SECRET. A wrong clock has the same code as a wrong secret. So if the clock
 * is off, the call is repeated with ClassIn's own time: then only a wrong secret is still refused.
 */
export async function checkClassin(
  api: "v1" | "v2",
  { first, probes, clock }: { first: Promise<Probed>; probes: ClassinProbes; clock: Clock },
): Promise<CheckResult> {
  const { probe, skewMs } = await first;
  if (!probe.ok) return unreachable("ClassIn gave no readable answer", probe.error);
  const { value: answer } = probe;
  if (answer.verdict === "accepted")
    return fine(`ClassIn accepts the SID and the secret (code ${answer.code}).`);
  if (answer.verdict !== "refused") return unsure(answer);
  if (skewMs === null || Math.abs(skewMs) < SIGNATURE_WINDOW_MS[api]) return refused(answer, skewMs);
  const again = await probes[api](new Date(clock.now().getTime() + skewMs));
  if (again.probe.ok && again.probe.value.verdict === "accepted") return onlyTheClock(api, skewMs);
  return problem(
    `ClassIn refuses the signature (code ${answer.code}), also when it is made with ClassIn's own time. This machine's clock is ${inWords(skewMs)} off as well.`,
    "Correct CLASSIN_SID and CLASSIN_SECRET, and the clock.",
  );
}

const onlyTheClock = (api: "v1" | "v2", skewMs: number): CheckResult =>
  problem(
    `The clock, not the secret: this machine's clock is ${inWords(skewMs)} ${skewMs > 0 ? "behind" : "ahead of"} ClassIn's, which refuses signatures that are ${inWords(SIGNATURE_WINDOW_MS[api])} off. With ClassIn's time it accepts the SID and the secret.`,
    "Synchronise this machine's clock by NTP.",
  );

const refused = ({ code, meaning }: ProbeAnswer, skewMs: number | null): CheckResult =>
  problem(
    `ClassIn refuses the SID or the secret (code ${code}): ${meaning} ${skewMs === null ? "The clock could not be compared." : "The clock is not the reason."}`,
    "Compare CLASSIN_SID and CLASSIN_SECRET with what ClassIn issued. If they are the same, ask ClassIn about the contract and the balance.",
  );

const unsure = ({ code, meaning, operator }: ProbeAnswer): CheckResult =>
  problem(
    `ClassIn answered with code ${code}, so the credentials could not be checked: ${meaning}`,
    operator,
  );
