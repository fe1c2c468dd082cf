import { onStopSignal } from "../src/process/stop-signals.js";
import { readArguments } from "./arguments.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import { GROUP_NAMES } from "./group-names.js";
import { HELP } from "./help.js";
import { MEMBERS } from "./members.js";
import { NICKNAMES } from "./nicknames.js";
import { runNames } from "./run-names.js";
import { runQuery } from "./run-query.js";
import { type ProcessIo, run } from "./run.js";

async function main(io: ProcessIo): Promise<ExitCode> {
  const { out, err } = io;
  const command = readArguments(process.argv.slice(2), process.env);
  if (!command.ok) {
    for (const problem of command.error) err.write(`${problem}\n`);
    err.write("Run npm run bulk -- --help to see all commands and options.\n");
    return EXIT.badInput;
  }
  if (command.value === "help") {
    out.write(HELP);
    return EXIT.allSucceeded;
  }
  const given = command.value;
  switch (given.command) {
    case "nicknames":
      return run(NICKNAMES, given, io);
    case "members":
      return run(MEMBERS, given, io);
    case "group-names":
      return run(GROUP_NAMES, given, io);
    case "names":
      return runNames(given, io);
    case "status":
    case "list":
      return runQuery(given, io);
  }
}

const interrupted = new AbortController();
onStopSignal(() => interrupted.abort(), { signals: ["SIGINT", "SIGTERM", "SIGHUP"] });
// A reader such as `head` may close the pipe early. That is not an error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await main({
  in: process.stdin,
  out: process.stdout,
  err: process.stderr,
  signal: interrupted.signal,
});
