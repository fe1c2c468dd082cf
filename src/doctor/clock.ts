import { inWords } from "./duration.js";
import { type CheckResult, fine, problem, skipped } from "./finding.js";
import type { Probed } from "./vendor-probes.js";

/** ClassIn refuses v2 signatures that are 5 minutes off. */
const TOO_FAR_MS = 120_000;

/** Compares this machine's clock with the `Date` headers of the vendors' answers. */
export async function checkClock(vendors: Readonly<Record<string, Promise<Probed>>>): Promise<CheckResult> {
  const measured: { vendor: string; skewMs: number }[] = [];
  for (const [vendor, probed] of Object.entries(vendors)) {
    const { skewMs } = await probed;
    if (skewMs !== null) measured.push({ vendor, skewMs });
  }
  if (measured.length === 0) return skipped("No vendor answered with its time.");
  const off = measured.filter(({ skewMs }) => Math.abs(skewMs) >= TOO_FAR_MS);
  if (off.length === 0) return fine(`Within ${largest(measured)} of ${namesOf(measured)}.`);
  const how = [...new Set(off.map(({ skewMs }) => wordsFor(skewMs)))].map(
    (words) => `${words} ${possessiveOf(off.filter(({ skewMs }) => wordsFor(skewMs) === words))}`,
  );
  const others = measured.filter((one) => !off.includes(one));
  const agreeing = others.length === 0 ? "" : ` It agrees with ${namesOf(others)}.`;
  return problem(
    `This machine's clock is ${how.join(" and ")}.${agreeing}`,
    "Synchronise this machine's clock by NTP. In a container, that is the clock of its host.",
  );
}

const wordsFor = (skewMs: number): string => `${inWords(skewMs)} ${skewMs > 0 ? "behind" : "ahead of"}`;
const possessiveOf = (measured: readonly { vendor: string }[]): string =>
  measured.map(({ vendor }) => `${vendor}'s`).join(" and ");
const namesOf = (measured: readonly { vendor: string }[]): string =>
  measured.map(({ vendor }) => vendor).join(" and ");
/** The header has whole seconds. */
const largest = (measured: readonly { skewMs: number }[]): string =>
  inWords(Math.max(1000, ...measured.map(({ skewMs }) => Math.abs(skewMs))));
