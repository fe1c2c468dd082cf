import { readTriggerArguments } from "./trigger-arguments.js";
import { type Outcome, triggerEvent } from "./trigger-client.js";
import { triggerHelp } from "./trigger-help.js";

export interface TriggerResult {
  readonly code: 0 | 1;
  readonly text: string;
}

/** Runs the `trigger` subcommand. Returns its exit code and what it prints. */
export async function trigger(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<TriggerResult> {
  const read = readTriggerArguments(args, env);
  if (read === "help") return { code: 0, text: triggerHelp() };
  if ("problems" in read) {
    const hint = "npm run simulator -- trigger --help shows all options.";
    return { code: 1, text: [...read.problems, hint].join("\n") };
  }
  try {
    return report(read.event, await triggerEvent(read));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return { code: 1, text: noSimulator(read.controlUrl, String(error.code)) };
  }
}

function report(event: string, outcome: Outcome): TriggerResult {
  if ("problem" in outcome) return { code: 1, text: outcome.problem };
  const { url, deliveries } = outcome;
  if (url === null) {
    const text = `${event} happened, but the simulator sends no webhooks. Start it with --webhooks http://127.0.0.1:4004.`;
    return { code: 0, text };
  }
  const lines = deliveries.map(({ id, name, state, problem }) => {
    const why = problem === undefined ? "" : ` (${problem})`;
    return `${event}: ${name} to ${url}, ${id}: ${state}${why}`;
  });
  const hasFailed = deliveries.some(({ state }) => state === "failed" || state === "dropped");
  return { code: hasFailed ? 1 : 0, text: lines.join("\n") };
}

const noSimulator = (controlUrl: string, code: string): string =>
  [
    `No simulator answers at ${controlUrl} (${code}).`,
    "Start one: npm run simulator -- --webhooks http://127.0.0.1:4004",
    "If it has another control port, add --control http://127.0.0.1:PORT.",
  ].join("\n");
