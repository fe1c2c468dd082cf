import { type CommandCalls, FIRST_SECONDS, type NinthHour, type Times } from "./run-ninth-hour.js";

const count = (value: number): string => value.toLocaleString("en");
const share = (part: number, whole: number): string =>
  `${count(part)} (${((part * 100) / whole).toFixed(1)} %)`;
const inMs = (times: Times | null): string =>
  times === null
    ? "–"
    : [times.median, times.p99, times.highest].map((ms) => count(Math.round(ms))).join(" · ");
const inCalls = (calls: CommandCalls | undefined): string =>
  calls === undefined ? "0" : `${count(calls.calls)} · ${calls.highestInAnySecond}`;

/** The table of docs/performance.md, with a column for each run. */
export function tableOf(runs: readonly { name: string; run: NinthHour }[]): string {
  const row = (name: string, cell: (run: NinthHour) => string) =>
    `| ${name} | ${runs.map(({ run }) => cell(run)).join(" | ")} |`;
  const each = (names: (run: NinthHour) => readonly string[]) =>
    [...new Set(runs.flatMap(({ run }) => names(run)))].sort();
  return [
    `| | ${runs.map(({ name }) => name).join(" | ")} |`,
    `|---|${"---:|".repeat(runs.length)}`,
    row("requests sent", ({ sent }) => count(sent)),
    row("**answered in full**", ({ answered, sent }) => `**${share(answered, sent)}**`),
    ...each(({ refusedByCode }) => Object.keys(refusedByCode)).map((code) =>
      row(`refused: ${code}`, ({ refusedByCode, sent }) => share(refusedByCode[code] ?? 0, sent)),
    ),
    row("time to a full answer: median · 99th percentile · highest, in ms", ({ answeredMs }) =>
      inMs(answeredMs),
    ),
    row(`the same for requests after the first ${FIRST_SECONDS} seconds`, ({ laterMs }) => inMs(laterMs)),
    row("time to a refusal: the same", ({ refusedMs }) => inMs(refusedMs)),
    ...each(({ calls }) => calls.map(({ command }) => command)).map((name) =>
      row(`\`${name}\`: calls · most in any second`, ({ calls }) =>
        inCalls(calls.find(({ command }) => command === name)),
      ),
    ),
    row("first request to last answer, in s", ({ tookSeconds }) => tookSeconds.toFixed(1)),
    row("CPU of the server: in s · per request in ms", ({ serverCpuSeconds, sent }) =>
      [serverCpuSeconds.toFixed(1), ((serverCpuSeconds * 1_000) / sent).toFixed(2)].join(" · "),
    ),
    row("CPU of the load generator, in s", ({ loadCpuSeconds }) => loadCpuSeconds.toFixed(1)),
    row("sent late by: median · 99th percentile · highest, in ms", ({ lateMs }) => inMs(lateMs)),
  ].join("\n");
}
