import { parseArgs } from "node:util";
import { readWebhookUrl, type WebhookOptions } from "./webhooks/options.js";

export interface Arguments {
  help: boolean;
  port: number;
  controlPort: number;
  schoolFile: string | null;
  generate: { courses: number; students: number } | null;
  /** Refuse undocumented request fields instead of ignoring them. */
  strict: boolean;
  webhooks: WebhookOptions;
}

export const USAGE = `Usage: tsx src/simulator/main.ts [options]

  --port N           the port of both vendors (SIMULATOR_PORT, default 4010; 0: any free port)
  --control-port N   the port of the control API (SIMULATOR_CONTROL_PORT, default 4011)
  --school FILE      start from this school file instead of the demo school
  --courses N        start from a generated school with N courses (SIM_COURSES)
  --students N       N students in each generated course (SIM_STUDENTS, default 40)
  --strict           refuse fields, query parameters and filter names that the vendors' documents do not list,
                     instead of ignoring them (SIM_STRICT=1)
  --webhooks URL     post the vendors' webhooks to URL/classin and URL/tencent-im, on this machine (SIM_WEBHOOKS).
                     ClassIn's are signed with CLASSIN_PUSH_SECRET, or else with its SECRET below
  --webhook-token T  sign Tencent IM's webhooks with this token (TENCENT_IM_WEBHOOK_TOKEN, default: not signed)
  --webhook-repeat-ms N
                     repeat a ClassIn webhook that was not acknowledged after N ms (default 10000)
  --help             this text

  trigger EVENT      makes something happen at a running simulator: trigger --help
`;

const OPTIONS = [
  "port",
  "control-port",
  "school",
  "courses",
  "students",
  "webhooks",
  "webhook-token",
  "webhook-repeat-ms",
] as const;
type OptionName = (typeof OPTIONS)[number];
const VARIABLES: Partial<Record<OptionName, string>> = {
  port: "SIMULATOR_PORT",
  "control-port": "SIMULATOR_CONTROL_PORT",
  courses: "SIM_COURSES",
  students: "SIM_STUDENTS",
  webhooks: "SIM_WEBHOOKS",
  "webhook-token": "TENCENT_IM_WEBHOOK_TOKEN",
};

/** Reads options from the command line, or else from the environment. Reports every problem at once. */
export function readArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { arguments: Arguments } | { problems: readonly string[] } {
  const problems: string[] = [];
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(OPTIONS.map((name) => [name, { type: "string" as const }])),
      strict: { type: "boolean" },
      help: { type: "boolean" },
    },
    // Strict parsing stops at the first problem.
    strict: false,
    allowPositionals: true,
  });
  const known = new Set<string>([...OPTIONS, "strict", "help"]);
  for (const name of Object.keys(values))
    if (!known.has(name)) problems.push(`There is no option --${name}.`);
  for (const word of positionals) problems.push(`"${word}" does not belong to an option.`);

  const read = (name: OptionName): { text: string; source: string } | null => {
    const value = values[name];
    if (typeof value === "string" && value !== "") return { text: value, source: `--${name}` };
    if (value !== undefined) {
      problems.push(`--${name} needs a value.`);
      return null;
    }
    const variable = VARIABLES[name];
    const text = variable === undefined ? undefined : env[variable];
    return variable !== undefined && text ? { text, source: variable } : null;
  };
  const number = (name: OptionName, least: number, most: number): number | null => {
    const value = read(name);
    if (!value) return null;
    const parsed = Number(value.text);
    if (/^\d+$/.test(value.text) && parsed >= least && parsed <= most) return parsed;
    problems.push(`${value.source} must be a whole number from ${least} to ${most}, not "${value.text}".`);
    return null;
  };

  const readStrict = (): boolean => {
    if (typeof values["strict"] === "string") problems.push("--strict takes no value.");
    const text = env["SIM_STRICT"] || "0";
    if (text !== "0" && text !== "1") problems.push(`SIM_STRICT must be 0 or 1, not "${text}".`);
    return values["strict"] === true || text === "1";
  };

  const readWebhooks = (): WebhookOptions => {
    const given = read("webhooks");
    const target = given === null ? { url: null } : readWebhookUrl(given.text);
    if ("problem" in target) problems.push(`${given?.source} cannot be used. ${target.problem}`);
    const repeatMs = number("webhook-repeat-ms", 0, 86_400_000);
    return {
      url: "url" in target ? target.url : null,
      tencentToken: read("webhook-token")?.text ?? null,
      ...(env["CLASSIN_PUSH_SECRET"] && { classinSecret: env["CLASSIN_PUSH_SECRET"] }),
      ...(repeatMs !== null && { classin: { repeatMs } }),
    };
  };

  const port = number("port", 0, 65535) ?? 4010;
  const controlPort = number("control-port", 0, 65535) ?? 4011;
  const courses = number("courses", 1, 100_000);
  const students = number("students", 1, 5000);
  const schoolFile = read("school")?.text ?? null;
  const strict = readStrict();
  const webhooks = readWebhooks();
  if (port === controlPort && port !== 0) problems.push(`--port and --control-port are both ${port}.`);
  if (schoolFile !== null && courses !== null)
    problems.push("--school and --courses exclude each other. Use one of them.");
  if (courses === null && values["students"] !== undefined) problems.push("--students needs --courses.");
  if (courses !== null && courses * (students ?? 40) > 2_000_000) {
    problems.push("--courses times --students is more than 2,000,000, too many to keep in memory.");
  }
  if (problems.length > 0) return { problems };
  const generate = courses === null ? null : { courses, students: students ?? 40 };
  const help = values["help"] === true;
  return { arguments: { help, port, controlPort, schoolFile, generate, strict, webhooks } };
}
