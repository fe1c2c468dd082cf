import { detectFormat, ENCODING_NAMES } from "../sheets/csv-format.js";
import { NAMES } from "../sheets/names.js";
import { printable } from "./answer.js";
import { type Client, createClient } from "./client.js";
import { createDisplay, type Display } from "./display.js";
import { EXIT, type ExitCode, type Stop } from "./exit-code.js";
import type { Input } from "./input.js";
import { count, problemLine } from "./messages.js";
import { type NamesCommand, namesCommandLine } from "./names-command.js";
import { NAME_LIMITS } from "./parts.js";
import { type Plan, planFile, readParts } from "./plan.js";
import { number } from "./progress.js";
import { type ProcessIo, withInput } from "./run.js";
import { type Refused, sendNames } from "./send-names.js";

const SCOPE = "class-groups:names";

/** What a run has done so far. */
interface Sent {
  changed: number;
  unchanged: number;
  readonly refused: Refused[];
}

/** Sets the names of a file, reports the progress, and returns the exit code. */
export const runNames = (command: NamesCommand, io: ProcessIo): Promise<ExitCode> =>
  withInput(command.path, io, async (plain) => {
    const format = await detectFormat(plain);
    // Listed one by one: an input may be an instance with methods.
    const input: Input = { name: plain.name, format, read: () => plain.read(), close: () => plain.close() };
    if (format.encoding !== "utf-8")
      io.err.write(`${input.name}: is not UTF-8, so it is read as ${ENCODING_NAMES[format.encoding]}.\n`);
    return runWith(input, command, io);
  });

async function runWith(
  input: Input,
  command: NamesCommand,
  { out, err, signal }: ProcessIo,
): Promise<ExitCode> {
  const planned = await planFile(input, NAMES, NAME_LIMITS);
  if (!planned.ok) {
    for (const problem of planned.error) err.write(`${problemLine(input.name, problem)}\n`);
    err.write(`Nothing was sent: ${count(planned.error.length, "problem", "problems")} in ${input.name}.\n`);
    return EXIT.badInput;
  }
  const plan = planned.value;
  const { url } = command;
  if (url === null || command.dryRun) {
    out.write(`${input.name}: ${namesIn(plan)}, all good. Nothing was sent.\n`);
    return EXIT.allSucceeded;
  }
  const display = createDisplay(err, () => performance.now());
  const client = createClient({ ...command, url, scope: SCOPE, signal, onTrouble: display.say });
  const sent: Sent = { changed: 0, unchanged: 0, refused: [] };
  const howToContinue = (): void =>
    void err.write(
      `Set so far: ${number(sent.changed + sent.unchanged)} of ${namesIn(plan)}. To set the rest: ${namesCommandLine(command)}\n`,
    );
  try {
    const trouble = await sendAll(client, input, plan, sent, display);
    display.end();
    if (trouble === null) return summarise(input.name, plan, sent, { out, err });
    for (const message of trouble.messages) err.write(`${message}\n`);
    howToContinue();
    return trouble.exitCode;
  } catch (error) {
    if (!signal.aborted) throw error;
    display.end();
    err.write("Interrupted.\n");
    howToContinue();
    return EXIT.interrupted;
  } finally {
    await client.close();
  }
}

/** Null if everything was sent. */
async function sendAll(
  client: Client,
  input: Input,
  plan: Plan,
  sent: Sent,
  display: Display,
): Promise<Stop | null> {
  let index = 0;
  for await (const names of readParts(input, NAMES, plan, NAME_LIMITS)) {
    if (names === false) return FILE_CHANGED;
    const answer = await sendNames(client, { names, lines: plan.parts[index]?.lines ?? [] });
    if (!answer.ok) return answer.error;
    sent.changed += answer.value.changed;
    sent.unchanged += answer.value.unchanged;
    sent.refused.push(...answer.value.refused);
    index += 1;
    display.progress({
      total: plan.items,
      succeeded: sent.changed + sent.unchanged,
      failed: sent.refused.length,
      unknown: 0,
    });
  }
  return null;
}

const FILE_CHANGED: Stop = {
  exitCode: EXIT.badInput,
  messages: ["The file changed while it was read, so the rest was not sent. Save the file."],
};

const namesIn = (plan: Plan): string => count(plan.items, NAMES.item, NAMES.items);

function summarise(
  file: string,
  plan: Plan,
  { changed, unchanged, refused }: Sent,
  { out, err }: Pick<ProcessIo, "out" | "err">,
): ExitCode {
  for (const { line, heldBy } of refused) {
    const message = `belongs to user ${heldBy}; correct one of the two`;
    err.write(`${printable(problemLine(file, { line, column: "classinUid", message }))}\n`);
  }
  const failures = refused.length === 0 ? "" : `, ${number(refused.length)} not set`;
  out.write(`${namesIn(plan)}: ${number(changed)} changed, ${number(unchanged)} unchanged${failures}.\n`);
  return refused.length === 0 ? EXIT.allSucceeded : EXIT.someFailed;
}
