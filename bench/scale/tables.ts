import type { measureBesideBulk } from "./beside-bulk.js";
import type { measureBesideReads } from "./beside-reads.js";
import type { measureHardship } from "./hardship.js";
import type { measureMembers } from "./members.js";
import type { measureNicknames } from "./nicknames.js";
import type { SingleCallFigures } from "./single-calls.js";

type Figures<Measure extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Measure>>;

export interface Report {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGiB: number };
  readonly node: string;
  readonly members: readonly Figures<typeof measureMembers>[];
  readonly hardship: readonly Figures<typeof measureHardship>[];
  readonly besideBulk: Figures<typeof measureBesideBulk>;
  readonly besideReads: Figures<typeof measureBesideReads>;
  readonly nicknames: Figures<typeof measureNicknames>;
  readonly loadAverage: { readonly before: number; readonly after: number };
}

/** The tables of docs/scale.md, in order. */
export function tablesOf(report: Report): string {
  const { date, machine, node, loadAverage, besideBulk, besideReads } = report;
  const measuredOn = `Measured on ${date} with Node ${node.slice(1)}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; load average ${loadAverage.before} before and ${loadAverage.after} after.`;
  return [
    measuredOn,
    calmTable(report.members),
    hardTable(report.hardship),
    besideTable({ "20 bulk operations": besideBulk, reads: besideReads }),
    otherTable(besideBulk.other),
    nicknamesTable(report.nicknames),
  ].join("\n\n");
}

const calmTable = (runs: Report["members"]): string =>
  table(
    ["", ...runs.map(columnOf)],
    [
      ["changes", ...runs.map(({ items }) => count(items))],
      ["accepted, in ms", ...runs.map(({ acceptedMs }) => count(acceptedMs))],
      ["done, in s", ...runs.map(({ seconds }) => count(seconds))],
      ...rateRows(runs),
      ...verdictRows(runs),
      ["CPU time per change, in ms", ...runs.map(({ cpuMsPerItem }) => count(cpuMsPerItem))],
      [
        "heap by quarter of the run, in MiB",
        ...runs.map(({ memory }) => memory.map((one) => one.heapMiBByQuarter.join(" → ")).join("; ")),
      ],
      [
        "highest resident memory, in MiB",
        ...runs.map(({ memory }) => memory.map((one) => one.highestRssMiB).join(", ")),
      ],
      [
        "PostgreSQL",
        ...runs.map(({ database }) =>
          database === undefined
            ? "–"
            : `${database.transactionsPerSecond} transactions a second, ${database.bytesPerItem} bytes a change`,
        ),
      ],
    ],
  );

const hardTable = (runs: Report["hardship"]): string =>
  table(
    ["", ...runs.map(columnOf)],
    [
      ["changes", ...runs.map(({ items }) => count(items))],
      ["done, in s", ...runs.map(({ seconds }) => count(seconds))],
      ["stalls of servers and of the simulator", ...runs.map(({ stalls }) => count(stalls))],
      ["servers that crashed", ...runs.map(({ serversThatEnded }) => count(serversThatEnded))],
      ["failures", ...runs.map(({ failures }) => failures.join("; ") || "none")],
      ...rateRows(runs),
      ...verdictRows(runs),
    ],
  );

interface Run {
  readonly calls: number;
  readonly callsPerSecond: number;
  readonly utilisationPercent: number;
  readonly highestInAnySecond: number;
  readonly refused: number;
  readonly lost: number;
  readonly misreported: number;
  readonly mutedTwice: number;
  readonly cardsRepeated: number;
  readonly progress: { readonly succeeded: number; readonly failed: number; readonly unknown: number };
}

const rateRows = (runs: readonly Run[]) => [
  ["**calls a second**", ...runs.map(({ callsPerSecond }) => `**${callsPerSecond}**`)],
  ["**utilisation**", ...runs.map(({ utilisationPercent }) => `**${utilisationPercent} %**`)],
  ["**highest second**", ...runs.map(({ highestInAnySecond }) => `**${highestInAnySecond}**`)],
  ["calls refused (60007)", ...runs.map(({ refused }) => count(refused))],
  ["calls", ...runs.map(({ calls }) => count(calls))],
];

const verdictRows = (runs: readonly Run[]) => [
  [
    "succeeded, failed, unknown",
    ...runs.map(({ progress: { succeeded, failed, unknown } }) =>
      [succeeded, failed, unknown].map(count).join(", "),
    ),
  ],
  [
    "lost, misreported, muted twice",
    ...runs.map(({ lost, misreported, mutedTwice }) => [lost, misreported, mutedTwice].map(count).join(", ")),
  ],
  ["cards set again", ...runs.map(({ cardsRepeated }) => count(cardsRepeated))],
];

const besideTable = (
  runs: Readonly<
    Record<
      string,
      { readonly single: SingleCallFigures } & Pick<Run, "callsPerSecond" | "highestInAnySecond" | "refused">
    >
  >,
): string => {
  const all = Object.values(runs);
  const waits = (kind: "waitedMs" | "tookMs") =>
    all.map(({ single }) =>
      [single[kind].median, single[kind].p99, single[kind].highest].map(count).join(", "),
    );
  return table(
    ["", ...Object.keys(runs).map((name) => `beside ${name}`)],
    [
      ["single calls", ...all.map(({ single }) => count(single.calls))],
      ["failed", ...all.map(({ single }) => count(single.failures))],
      [
        "**wait for a permit: median, 99th percentile, highest, in ms**",
        ...waits("waitedMs").map((text) => `**${text}**`),
      ],
      ["request to answer: median, 99th percentile, highest, in ms", ...waits("tookMs")],
      ["calls a second of all callers", ...all.map(({ callsPerSecond }) => count(callsPerSecond))],
      ["highest second", ...all.map(({ highestInAnySecond }) => count(highestInAnySecond))],
      ["calls refused (60007)", ...all.map(({ refused }) => count(refused))],
    ],
  );
};

const otherTable = ({ items, aloneMs, besideMs, ratio }: Report["besideBulk"]["other"]): string =>
  table(
    [`${items} changes of another caller`, "alone", "beside 20 bulk operations", "ratio"],
    [["accepted to done, in ms", count(aloneMs), count(besideMs), `**${ratio}**`]],
  );

const nicknamesTable = ({
  courses,
  faulty,
  seconds,
  progress,
  differences,
  callsPerSecond,
  highestInAnySecond,
}: Report["nicknames"]): string =>
  table(
    [
      "courses",
      "refused by ClassIn",
      "succeeded, failed",
      "differences",
      "done, in s",
      "calls a second",
      "highest second",
    ],
    [
      [
        count(courses),
        count(faulty),
        `${count(progress.succeeded)}, ${count(progress.failed)}`,
        count(differences),
        count(seconds),
        count(callsPerSecond),
        count(highestInAnySecond),
      ],
    ],
  );

const columnOf = ({ store, replicas }: { store: string; replicas: number }): string =>
  store === "embedded" ? "one server, embedded store" : `${replicas} replicas, PostgreSQL`;

const count = (value: number): string => value.toLocaleString("en-US");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
