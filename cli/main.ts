import { onStopSignal } from "../src/process/stop-signals.js";
import { answerQuestion } from "./answer-question.js";
import { readArguments } from "./arguments.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import { HELP } from "./help.js";
import { MEMBERS } from "./members.js";
import { NICKNAMES } from "./nicknames.js";
import { run, type Surroundings } from "./run.js";

async function main(surroundings: Surroundings): Promise<ExitCode> {
  const { out, err } = surroundings;
  const command = readArguments(process.argv.slice(2), process.env);
  if (!command.ok) {
    for (const problem of command.error) err.write(`${problem}\n`);
    err.write("npm run bulk -- --help tells what there is.\n");
    return EXIT.badInput;
  }
  if (command.value === "help") {
    out.write(HELP);
    return EXIT.allSucceeded;
  }
  const asked = command.value;
  switch (asked.command) {
    case "nicknames":
      return run(NICKNAMES, asked, surroundings);
    case "members":
      return run(MEMBERS, asked, surroundings);
    case "status":
    case "list":
      return answerQuestion(asked, surroundings);
  }
}

const interrupted = new AbortController();
onStopSignal(() => interrupted.abort(), { signals: ["SIGINT", "SIGTERM", "SIGHUP"] });
// Whoever reads no further, as `head` does, has seen enough.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await main({
  in: process.stdin,
  out: process.stdout,
  err: process.stderr,
  signal: interrupted.signal,
});
