import { parseArgs } from "node:util";
import { readWebhookUrl } from "./options.js";
import { OPTIONS, TRIGGER_EVENTS, type TriggerEvent, type TriggerName } from "./trigger-events.js";

export interface TriggerRequest {
  readonly event: TriggerName;
  /** The body for the control API. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly controlUrl: string;
}

const NUMBERS = { times: "times", "delay-ms": "delayMs", "after-later": "afterLater" } as const;
const FLAGS = ["unsigned", "forged", "lost"] as const;

type Values = Readonly<Record<string, unknown>>;

/** Reads the words after `trigger`. Reports every problem at once. */
export function readTriggerArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): TriggerRequest | "help" | { readonly problems: readonly string[] } {
  const { values, positionals } = parse(args);
  if (values["help"] === true || args.length === 0) return "help";
  const [name = "", ...others] = positionals;
  if (!isTriggerName(name)) {
    const names = Object.keys(TRIGGER_EVENTS).join(", ");
    return { problems: [`There is no event "${name}". The events: ${names}.`] };
  }
  const event: TriggerEvent = TRIGGER_EVENTS[name];
  const problems = others.map((word) => `"${word}" does not belong to an option.`);
  problems.push(...problemsOf(name, event, values));
  const given = Object.fromEntries(
    [...event.required, ...event.optional].map((option) => [option, textOf(values[option])]),
  );
  const delivery = readDelivery(values, problems);
  const controlUrl = readControlUrl(values, env, problems);
  return problems.length > 0
    ? { problems }
    : { event: name, body: { ...event.input(given), ...delivery }, controlUrl };
}

function parse(args: readonly string[]): { values: Values; positionals: string[] } {
  const withValue = [...Object.keys(OPTIONS), ...Object.keys(NUMBERS), "control"];
  return parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(withValue.map((name) => [name, { type: "string" as const }])),
      ...Object.fromEntries([...FLAGS, "help"].map((name) => [name, { type: "boolean" as const }])),
    },
    // Strict parsing stops at the first problem.
    strict: false,
    allowPositionals: true,
  });
}

function problemsOf(name: TriggerName, { required, optional }: TriggerEvent, values: Values): string[] {
  const common = [...Object.keys(NUMBERS), ...FLAGS, "control"];
  const known = new Set<string>([...required, ...optional, ...common]);
  const unknown = Object.keys(values).filter((option) => !known.has(option));
  const missing = required.filter((option) => values[option] === undefined);
  const empty = Object.entries(values).filter(
    ([option, value]) => known.has(option) && !isFlag(option) && textOf(value) === undefined,
  );
  const flagged = FLAGS.filter((flag) => typeof values[flag] === "string");
  return [
    ...unknown.map((option) => `${name} has no option --${option}.`),
    ...missing.map((option) => `${name} needs --${option} ${OPTIONS[option][0]}.`),
    ...empty.map(([option]) => `--${option} needs a value.`),
    ...flagged.map((flag) => `--${flag} takes no value.`),
  ];
}

function readDelivery(values: Values, problems: string[]): Record<string, number | boolean> {
  const delivery: Record<string, number | boolean> = {};
  for (const [option, field] of Object.entries(NUMBERS)) {
    const text = textOf(values[option]);
    if (text === undefined) continue;
    if (!/^\d{1,9}$/.test(text)) problems.push(`--${option} must be a whole number, not "${text}".`);
    delivery[field] = Number(text);
  }
  for (const flag of FLAGS) if (values[flag] === true) delivery[flag] = true;
  return delivery;
}

function readControlUrl(
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): string {
  const fallback = `http://127.0.0.1:${env["SIMULATOR_CONTROL_PORT"] || "4011"}`;
  const read = readWebhookUrl(textOf(values["control"]) ?? fallback);
  if ("url" in read) return read.url;
  problems.push(`--control cannot be used. ${read.problem}`);
  return "";
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
const isFlag = (option: string): boolean => FLAGS.some((flag) => flag === option);
const isTriggerName = (name: string): name is TriggerName => Object.hasOwn(TRIGGER_EVENTS, name);
