import type { OperationName } from "./operations.js";

/** The cost per request of one contender in one round of one operation. */
export interface Sample {
  readonly cpuMicros: number;
  readonly instructions: number | null;
  readonly vendorCalls: number;
}

export interface ContenderReport {
  readonly name: string;
  readonly operations: Partial<Record<OperationName, OperationReport>>;
  readonly listensMs: number | null;
  readonly firstAnswerMs: number | null;
  readonly memory: MemoryReport | null;
}

export interface OperationReport extends Sample {
  /** The median over the rounds of this contender's cost divided by the floor's in the same round. */
  readonly cpuToFloor: number;
  readonly instructionsToFloor: number | null;
  /** The middle half of the rounds' CPU ratios, which shows the machine's noise. */
  readonly cpuToFloorMiddleHalf: readonly [number, number];
  readonly rounds: readonly Sample[];
}

export interface MemoryReport {
  readonly requests: number;
  readonly rssMiB: number;
  /** Heap in use after a collection, before and after those requests. The difference is retained memory. */
  readonly heapBeforeMiB: number;
  readonly heapAfterMiB: number;
}

export interface Report {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGiB: number };
  readonly node: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly requests: number;
  readonly loadAverage: { readonly before: number; readonly after: number };
  readonly contenders: readonly ContenderReport[];
}

/** The quantile of the values. 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Medians over the rounds. Each round is compared with the floor's same round, when the machine was equally busy. */
export function summarise(rounds: readonly Sample[], floor: readonly Sample[]): OperationReport {
  const ratios = (of: (sample: Sample) => number | null): number[] =>
    rounds.flatMap((sample, round) => {
      const [mine, theirs] = [of(sample), of(floor[round] ?? sample)];
      return mine === null || theirs === null ? [] : [mine / theirs];
    });
  const cpu = ratios(({ cpuMicros }) => cpuMicros);
  const counted = ratios(({ instructions }) => instructions);
  const instructions = rounds.flatMap((sample) => sample.instructions ?? []);
  return {
    cpuMicros: round(median(rounds.map(({ cpuMicros }) => cpuMicros))),
    instructions: instructions.length === 0 ? null : round(median(instructions)),
    vendorCalls: round(median(rounds.map(({ vendorCalls }) => vendorCalls))),
    cpuToFloor: round(median(cpu)),
    cpuToFloorMiddleHalf: [round(quantile(cpu, 0.25)), round(quantile(cpu, 0.75))],
    instructionsToFloor: counted.length === 0 ? null : round(median(counted)),
    rounds,
  };
}

export const round = (value: number): number => Math.round(value * 100) / 100;

/** The tables of docs/performance.md. */
export function markdown(report: Report): string {
  const { contenders, machine, loadAverage } = report;
  const names = Object.keys(contenders[0]?.operations ?? {}) as OperationName[];
  const each = (cells: (name: OperationName) => string) => names.map(cells).join(" | ");
  const rule = (columns: number) => `|---|${"---|".repeat(columns)}`;
  const counted = contenders.some(({ operations }) =>
    names.some((name) => operations[name]?.instructionsToFloor != null),
  );
  const lines = [
    `Run on ${report.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${report.node}; ` +
      `${report.rounds} rounds, ${report.requests} requests of Q1 and M a round, a quarter as many of Q50 and QM. ` +
      `Load average ${loadAverage.before} before, ${loadAverage.after} after. ` +
      (counted ? "Instructions were counted." : "This machine does not count instructions."),
    "",
    "CPU per request as a multiple of the hand-written proxy's, and the middle half of the rounds:",
    "",
    `| server | ${each((name) => name)} |`,
    rule(names.length),
    ...contenders.map(({ name, operations }) => `| ${name} | ${each((of) => ratio(operations[of]))} |`),
    "",
    `CPU per request in microseconds · vendor calls per request; start until it listens, and to its first answer; memory after ${contenders[0]?.memory?.requests ?? 0} requests:`,
    "",
    `| server | ${each((name) => name)} | listens | first answer | resident | heap kept |`,
    rule(names.length + 4),
    ...contenders.map(
      ({ name, operations, listensMs, firstAnswerMs, memory }) =>
        `| ${name} | ${each((of) => cost(operations[of]))} | ${milliseconds(listensMs)} | ${milliseconds(firstAnswerMs)} | ` +
        `${memory === null ? "–" : `${Math.round(memory.rssMiB)} MiB`} | ${memory === null ? "–" : heap(memory)} |`,
    ),
  ];
  if (counted) {
    lines.push(
      "",
      "Instructions per request as a multiple of the hand-written proxy's:",
      "",
      `| server | ${each((name) => name)} |`,
      rule(names.length),
      ...contenders.map(
        ({ name, operations }) =>
          `| ${name} | ${each((of) => operations[of]?.instructionsToFloor?.toFixed(2) ?? "–")} |`,
      ),
    );
  }
  return lines.join("\n");
}

const ratio = (operation: OperationReport | undefined): string =>
  operation === undefined
    ? "–"
    : `${operation.cpuToFloor.toFixed(2)} (${operation.cpuToFloorMiddleHalf.map((edge) => edge.toFixed(2)).join("–")})`;

const cost = (operation: OperationReport | undefined): string =>
  operation === undefined ? "–" : `${Math.round(operation.cpuMicros)} · ${operation.vendorCalls}`;

const milliseconds = (ms: number | null): string => (ms === null ? "–" : `${Math.round(ms)} ms`);
const heap = ({ heapBeforeMiB, heapAfterMiB }: MemoryReport): string =>
  `${heapBeforeMiB.toFixed(1)} → ${heapAfterMiB.toFixed(1)} MiB`;
