import { failed, ok, type Result } from "../src/result.js";
import {
  type Connection,
  connectionWords,
  option,
  readConnection,
  refuseOptions,
  typed,
  type Values,
} from "./options.js";

/** Sets official names. */
export interface NamesCommand extends Connection {
  readonly command: "names";
  /** A file, or `-` for standard input. */
  readonly path: string;
  readonly dryRun: boolean;
}

const OF_OTHERS = ["courses", "key", "result", "cancel", "first", "after", "state"] as const;

/** Reads the command line of names. Reports all problems at once. */
export function readNamesCommand(
  [command = "", ...more]: readonly string[],
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): Result<NamesCommand, readonly string[]> {
  const problems: string[] = [];
  if (more.length > 0) problems.push(`names takes no argument: ${more.join(" ")}. Leave it out.`);
  refuseOptions(OF_OTHERS, command, values, problems);
  const { file = "" } = values;
  if (file === "") problems.push("names needs --file FILE.");
  const connection = readConnection(values, env, problems);
  if (problems.length > 0) return failed(problems);
  return ok({ ...connection, command: "names", path: file, dryRun: values["dry-run"] });
}

/** The same command, to be pasted into a shell. */
export const namesCommandLine = (command: NamesCommand): string =>
  typed(["names", ...option("file", command.path), ...connectionWords(command)]);
