import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { failed, ok, type Result } from "../src/result.js";

/** What was asked for on the command line. */
export interface Command {
  readonly command: "nicknames" | "members";
  readonly path: string;
  /** Null only for a dry run. */
  readonly url: URL | null;
  /** As an argument, not by the environment. */
  readonly urlGiven: string | null;
  readonly token: string | null;
  /** Null: from what the file asks for. */
  readonly key: string | null;
  readonly resultPath: string | null;
  readonly dryRun: boolean;
  readonly cancel: boolean;
  readonly patienceMs: number;
}

const OPTIONS = {
  courses: { type: "string" },
  file: { type: "string" },
  url: { type: "string" },
  key: { type: "string" },
  result: { type: "string" },
  patience: { type: "string", default: "120" },
  "dry-run": { type: "boolean", default: false },
  cancel: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

const FILE_OPTIONS = { nicknames: "courses", members: "file" } as const;
/** The server takes 255; the parts of a large file add their number. */
const KEY_LENGTH = 240;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Reads arguments and environment, and tells every problem at once. */
export function readArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Command | "help", readonly string[]> {
  let parsed: { values: Values; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return failed([error instanceof Error ? error.message : String(error)]);
  }
  const { values, positionals } = parsed;
  if (values.help) return ok("help");
  const problems: string[] = [];
  const command = readCommand(positionals, problems);
  const path = command === null ? null : readPath(command, values, problems);
  const token = readToken(env["CLASS_GROUPS_TOKEN"], problems);
  const url = readUrl(
    values.url ?? env["CLASS_GROUPS_URL"],
    { isNeeded: !values["dry-run"], token },
    problems,
  );
  const seconds = Number(values.patience);
  if (values.patience.trim() === "" || !(seconds >= 0 && seconds <= 86_400))
    problems.push("--patience must be a number of seconds from 0 to 86400.");
  const { key } = values;
  if (key !== undefined && (key.length < 1 || key.length > KEY_LENGTH || /\p{Cc}/u.test(key)))
    problems.push(`--key must be 1 to ${KEY_LENGTH} characters, none of them a control character.`);
  if (values.cancel && values["dry-run"])
    problems.push("--cancel and --dry-run contradict each other; give one of them.");
  if (values.result === "") problems.push("--result needs the name of a file.");
  if (path !== null && values.result !== undefined && resolve(values.result) === resolve(path))
    problems.push("--result would overwrite the file that is read; name another one.");
  if (problems.length > 0 || command === null || path === null) return failed(problems);
  return ok({
    command,
    path,
    url,
    urlGiven: values.url ?? null,
    token,
    key: key ?? null,
    resultPath: values.result ?? null,
    dryRun: values["dry-run"],
    cancel: values.cancel,
    patienceMs: seconds * 1000,
  });
}

function readCommand(positionals: readonly string[], problems: string[]): "nicknames" | "members" | null {
  const [command, ...more] = positionals;
  if (more.length > 0) problems.push(`There is more than one command: ${positionals.join(" ")}. Give one.`);
  if (command === "nicknames" || command === "members") return command;
  problems.push('Say what to do: "nicknames --courses FILE" or "members --file FILE".');
  return null;
}

function readPath(command: "nicknames" | "members", values: Values, problems: string[]): string | null {
  const own = FILE_OPTIONS[command];
  const other = own === "file" ? "courses" : "file";
  if (values[other] !== undefined) problems.push(`--${other} does not belong to ${command}; use --${own}.`);
  const path = values[own];
  if (path !== undefined && path !== "") return path;
  problems.push(`${command} needs --${own} FILE.`);
  return null;
}

function readToken(given: string | undefined, problems: string[]): string | null {
  const token = given?.trim() ?? "";
  if (token === "") return null;
  if (!/^[\x21-\x7e]+$/.test(token))
    problems.push("CLASS_GROUPS_TOKEN holds characters that no token has; set it to the token alone.");
  return token;
}

function readUrl(
  given: string | undefined,
  { isNeeded, token }: { isNeeded: boolean; token: string | null },
  problems: string[],
): URL | null {
  if (given === undefined || given === "") {
    if (isNeeded)
      problems.push("Say where the gateway is: --url URL, or CLASS_GROUPS_URL in the environment.");
    return null;
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    problems.push("The gateway's address must be a URL that begins with https:// or http://.");
  else if (url.username !== "" || url.password !== "")
    problems.push(
      "The gateway's address must hold no name and password; the token goes into CLASS_GROUPS_TOKEN.",
    );
  else if (url.protocol === "http:" && token !== null && !LOOPBACK.test(url.hostname))
    problems.push("The token would travel readably: use https:// for a gateway on another computer.");
  return url;
}

/** The command that was given, to be typed again. */
export function commandLine({ command, path, key, urlGiven }: Command, ...more: readonly string[]): string {
  const words = [
    command,
    `--${FILE_OPTIONS[command]}`,
    path,
    ...(key === null ? [] : ["--key", key]),
    ...(urlGiven === null ? [] : ["--url", urlGiven]),
    ...more,
  ];
  return `npm run bulk -- ${words.map(quoted).join(" ")}`;
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
