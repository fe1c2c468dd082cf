import type { LogLine } from "./log-line.js";

const WHAT_WIDTH = 48;
const OUTCOME_WIDTH = 30;
const WARNING = 40;
const VENDORS: Readonly<Record<string, string>> = { classin: "ClassIn", "tencent-im": "Tencent IM" };
/** What the vendors' calls are logged as. */
export const VENDOR_CALLS: ReadonlySet<string> = new Set([
  "vendor call",
  "vendor call failed",
  "vendor call refused",
]);

/**
 * One readable line for a line of the log: a GraphQL operation, a call to a vendor, or a warning. Null for everything else.
 * The calls of an operation come before it, because it is logged when it has ended.
 */
export function describeLine(line: LogLine): string | null {
  const what = partsOf(line);
  if (what === null) return null;
  const [title, outcome, tookMs] = what;
  const took = tookMs === null ? "" : `${tookMs} ms`.padStart(8);
  return `${timeOf(line.time)}  ${title.padEnd(WHAT_WIDTH)} ${outcome.padEnd(OUTCOME_WIDTH)} ${took}`.trimEnd();
}

type Parts = readonly [title: string, outcome: string, tookMs: number | null];

function partsOf(line: LogLine): Parts | null {
  if (line.msg === "operation") return operationParts(line);
  if (VENDOR_CALLS.has(line.msg)) return callParts(line);
  if (line.level < WARNING) return null;
  return [`${line.level > WARNING ? "error" : "warning"}: ${line.msg}`, textOf(line["why"]), null];
}

function operationParts(line: LogLine): Parts {
  const outcomes = textsIn(line["outcomes"]).map(outcomeOf);
  const fields = [...new Set(outcomes.map(({ field }) => field))].join(", ");
  const type = textOf(line["operation"]) || "(not understood)";
  // Gateways send operations without a name.
  const title = `${type} ${textOf(line["operationName"]) || fields}`.trimEnd();
  const failures = outcomes.map(({ result }) => result).filter((result) => result !== "ok");
  const results = [...new Set([...failures, ...textsIn(line["errors"])])];
  return [title, results.join(", ") || "ok", numberOf(line["tookMs"])];
}

/** Outcomes look like `group: ok`. */
function outcomeOf(text: string): { readonly field: string; readonly result: string } {
  const [field = "", result = ""] = text.split(": ", 2);
  return { field, result };
}

function callParts(line: LogLine): Parts {
  const vendor = VENDORS[textOf(line["vendor"])] ?? textOf(line["vendor"]);
  const { code, why, attempts } = line;
  const outcome = typeof code === "number" ? `code ${code}` : textOf(why);
  const repeated = typeof attempts === "number" && attempts > 1 ? `, ${attempts} attempts` : "";
  return [`  ${vendor} ${textOf(line["operation"])}`, outcome + repeated, numberOf(line["tookMs"])];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const numberOf = (value: unknown): number | null => (typeof value === "number" ? Math.round(value) : null);
const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : [];

const timeOf = (ms: number): string => {
  const at = new Date(ms);
  const two = (part: number) => String(part).padStart(2, "0");
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":");
  return `${clock}.${String(at.getMilliseconds()).padStart(3, "0")}`;
};
