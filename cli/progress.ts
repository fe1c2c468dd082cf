/** The items of all parts together. */
export interface Counts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
}

interface Sample {
  readonly atMs: number;
  readonly ended: number;
}

const LOOK_BACK_MS = 30_000;

export const endedOf = ({ succeeded, failed, unknown }: Counts): number => succeeded + failed + unknown;

/**
 * Measures how many items ended per second in the last half minute. It uses this computer's clock, which may differ from the
 * server's. Null until time has passed.
 */
export function createMeter(): (counts: Counts, nowMs: number) => number | null {
  const samples: Sample[] = [];
  return (counts, nowMs) => {
    samples.push({ atMs: nowMs, ended: endedOf(counts) });
    // Keep the newest sample that is older than the window: the window begins there.
    while ((samples[1]?.atMs ?? nowMs) < nowMs - LOOK_BACK_MS) samples.shift();
    const [first] = samples;
    if (first === undefined || nowMs <= first.atMs) return null;
    return ((endedOf(counts) - first.ended) / (nowMs - first.atMs)) * 1000;
  };
}

const NUMBER = new Intl.NumberFormat("en");
export const number = (value: number): string => NUMBER.format(value);

/** `4,512 of 10,000 (45 %), 178/s, about 31 s left, 12 failed, 1 unknown` */
export function describe(counts: Counts, perSecond: number | null): string {
  const ended = endedOf(counts);
  const percent = Math.floor((ended / Math.max(counts.total, 1)) * 100);
  const words = [`${number(ended)} of ${number(counts.total)} (${percent} %)`];
  if (perSecond !== null && perSecond > 0) {
    words.push(`${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`);
    if (ended < counts.total) words.push(`about ${duration((counts.total - ended) / perSecond)} left`);
  }
  if (counts.failed > 0) words.push(`${number(counts.failed)} failed`);
  if (counts.unknown > 0) words.push(`${number(counts.unknown)} unknown`);
  return words.join(", ");
}

/** `31 s`, `4 min 10 s`, `2 h 5 min` */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const BAR_CELLS = 24;

export function bar(counts: Counts): string {
  const full = Math.floor((endedOf(counts) / Math.max(counts.total, 1)) * BAR_CELLS);
  return `[${"#".repeat(full)}${"-".repeat(BAR_CELLS - full)}]`;
}
