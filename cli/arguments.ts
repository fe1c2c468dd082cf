import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { failed, ok, type Result } from "../src/result.js";
import { STANDARD_INPUT } from "./input.js";
import type { JobCommand } from "./job-kind.js";
import { type NamesCommand, readNamesCommand } from "./names-command.js";
import {
  type Connection,
  connectionWords,
  OPTIONS,
  option,
  readConnection,
  refuseOptions,
  typed,
  type Values,
} from "./options.js";
import { isQuery, type Query, readQuery } from "./query.js";

/** A command that starts or cancels operations. */
export interface Command extends Connection {
  readonly command: JobCommand;
  /** A file, or `-` for standard input. */
  readonly path: string;
  /** Null: derived from the file's rows. */
  readonly key: string | null;
  readonly resultPath: string | null;
  readonly dryRun: boolean;
  readonly cancel: boolean;
}

const FILE_OPTIONS = { nicknames: "courses", members: "file", "group-names": "file" } as const;
/** The server allows 255. The parts of a large file append their number. */
const KEY_LENGTH = 240;

/** Reads arguments and environment. Reports all problems at once. */
export function readArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Command | NamesCommand | Query | "help", readonly string[]> {
  let parsed: { values: Values; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return failed([error instanceof Error ? error.message : String(error)]);
  }
  const { values, positionals } = parsed;
  if (values.help) return ok("help");
  const problems: string[] = [];
  if (isQuery(positionals[0])) return readQuery(positionals, values, env);
  if (positionals[0] === "names") return readNamesCommand(positionals, values, env);
  const command = readCommand(positionals, problems);
  if (command !== null) refuseOptions(["first", "after", "state"], command, values, problems);
  const path = command === null ? null : readPath(command, values, problems);
  const connection = readConnection(values, env, problems);
  const { key } = values;
  if (key !== undefined && (key.length < 1 || key.length > KEY_LENGTH || /\p{Cc}/u.test(key)))
    problems.push(`--key must be 1 to ${KEY_LENGTH} characters, none of them a control character.`);
  if (values.cancel && values["dry-run"])
    problems.push("--cancel and --dry-run contradict each other; give one of them.");
  if (values.result === "" || values.result === STANDARD_INPUT)
    problems.push("--result needs the name of a file.");
  if (path !== null && values.result !== undefined && resolve(values.result) === resolve(path))
    problems.push("--result would overwrite the input file; name another one.");
  if (problems.length > 0 || command === null || path === null) return failed(problems);
  return ok({
    ...connection,
    command,
    path,
    key: key ?? null,
    resultPath: values.result ?? null,
    dryRun: values["dry-run"],
    cancel: values.cancel,
  });
}

function readCommand(positionals: readonly string[], problems: string[]): JobCommand | null {
  const [command, ...more] = positionals;
  if (more.length > 0) problems.push(`There is more than one command: ${positionals.join(" ")}. Give one.`);
  if (isJob(command)) return command;
  problems.push(
    'Say what to do: "nicknames --courses FILE", "members --file FILE", "group-names --file FILE", "names --file FILE", "status OPERATION" or "list".',
  );
  return null;
}

const isJob = (command: string | undefined): command is JobCommand =>
  command !== undefined && Object.hasOwn(FILE_OPTIONS, command);

function readPath(command: JobCommand, values: Values, problems: string[]): string | null {
  const own = FILE_OPTIONS[command];
  const other = own === "file" ? "courses" : "file";
  if (values[other] !== undefined) problems.push(`--${other} does not belong to ${command}; use --${own}.`);
  const path = values[own];
  if (path !== undefined && path !== "") return path;
  problems.push(`${command} needs --${own} FILE.`);
  return null;
}

/** The same command, to be pasted into a shell. */
export function commandLine(command: Command, ...more: readonly string[]): string {
  const words = [
    command.command,
    ...option(FILE_OPTIONS[command.command], command.path),
    ...option("key", command.key),
    ...connectionWords(command),
    ...(command.cancel || more.includes("--cancel") ? [] : option("result", command.resultPath)),
    ...more,
  ];
  return typed(words);
}
