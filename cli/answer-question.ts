import { failed, ok, type Result } from "../src/result.js";
import { printable } from "./answer.js";
import { type Client, createClient } from "./client.js";
import { EXIT, type ExitCode, type Stop, stop } from "./exit-code.js";
import {
  ListDocument,
  type WatchedOperationFragment as Operation,
  StatusDocument,
  type StatusQuery,
} from "./operations/generated/graphql.js";
import { connectionWords, option, typed } from "./options.js";
import { describe, number } from "./progress.js";
import type { Question } from "./question.js";
import type { Surroundings } from "./run.js";

type Status = NonNullable<StatusQuery["bulkOperation"]>;
interface Outcome {
  readonly about: string;
  readonly result?: {
    readonly __typename: string;
    readonly message?: string;
    readonly vendorCode?: number | null;
  } | null;
}

/** Of the items that failed or are unknown, so many are printed. */
const MOST_ITEMS = 10;
const KINDS: Readonly<Record<Operation["__typename"], string>> = {
  NicknameSyncOperation: "nicknames",
  GroupMemberUpdateOperation: "members",
};

/** Prints what is known of one operation, or of all, and gives the exit code. Starts and changes nothing. */
export async function answerQuestion(
  question: Question,
  { out, err, signal }: Surroundings,
): Promise<ExitCode> {
  const { url } = question;
  if (url === null) throw new Error("A question was read without the gateway's address.");
  const client = createClient({ ...question, url, signal, onTrouble: (why) => err.write(`${why}\n`) });
  const print = (line: string) => out.write(`${line}\n`);
  try {
    const answer =
      question.command === "status"
        ? await printStatus(client, question.id, print)
        : await printList(client, question, print);
    if (answer.ok) return answer.value;
    for (const message of answer.error.messages) err.write(`${message}\n`);
    return answer.error.exitCode;
  } catch (error) {
    if (!signal.aborted) throw error;
    err.write("Interrupted.\n");
    return EXIT.interrupted;
  } finally {
    await client.close();
  }
}

type Answer = Result<ExitCode, Stop>;

async function printStatus(client: Client, id: string, print: (line: string) => void): Promise<Answer> {
  const answer = await client.send(StatusDocument, { id, most: MOST_ITEMS });
  if (!answer.ok) return answer;
  const { bulkOperation: status } = answer.value;
  if (status == null) return failed(unknown(id));
  const { progress } = status;
  print(`Operation ${printable(status.id)} (${KINDS[status.__typename]}): ${status.state}`);
  print(describe(progress, null));
  print(timesOf(status));
  printItems("Failed", progress.failed, outcomesOf(status, "failed"), print);
  printItems("Unknown", progress.unknown, outcomesOf(status, "unknown"), print);
  const isCutShort = status.finishedAt != null && progress.remaining > 0;
  if (isCutShort) print(`Cancelled before they were begun: ${number(progress.remaining)}.`);
  const isAllGood = progress.failed === 0 && progress.unknown === 0 && !isCutShort;
  return ok(isAllGood ? EXIT.allSucceeded : EXIT.someFailed);
}

function timesOf({ createdAt, startedAt, finishedAt, estimatedFinishAt }: Status): string {
  const times: [string, unknown][] = [
    ["accepted", createdAt],
    ["taken up", startedAt],
    ["ended", finishedAt],
    ["expected to end", finishedAt == null ? estimatedFinishAt : null],
  ];
  const known = times.filter(([, time]) => time != null);
  return known.map(([what, time]) => `${what} ${printable(String(time))}`).join(", ");
}

function outcomesOf(status: Status, outcome: "failed" | "unknown"): readonly Outcome[] {
  if (status.__typename === "NicknameSyncOperation") {
    const { nodes } = status[`${outcome}Syncs`];
    return nodes.map(({ courseId, result }) => ({ about: courseId, result }));
  }
  const { nodes } = status[`${outcome}Changes`];
  return nodes.map(({ groupId, userId, result }) => ({ about: `${groupId} ${userId}`, result }));
}

function printItems(
  title: string,
  total: number,
  outcomes: readonly Outcome[],
  print: (line: string) => void,
): void {
  if (outcomes.length === 0) return;
  print(`${title}:`);
  for (const { about, result } of outcomes) {
    const code = result?.vendorCode == null ? "" : ` ${result.vendorCode}`;
    const why = result == null ? "" : `: ${result.__typename}${code}: ${result.message ?? ""}`;
    print(`  ${printable(`${about}${why}`)}`);
  }
  // They were counted a moment before.
  const more = total - outcomes.length;
  if (more > 0)
    print(`  and ${number(more)} more. The command that started it writes all of them with --result FILE.`);
}

async function printList(
  client: Client,
  question: Extract<Question, { command: "list" }>,
  print: (line: string) => void,
): Promise<Answer> {
  const { first, after, state } = question;
  const answer = await client.send(ListDocument, { first, after, state });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.value.bulkOperations;
  if (nodes.length === 0) print("There are no such operations of yours.");
  for (const { id, __typename, state, createdAt, progress } of nodes) {
    const words = [id, state.padEnd(10), KINDS[__typename].padEnd(9), createdAt, describe(progress, null)];
    print(printable(words.join("  ")));
  }
  if (pageInfo.hasNextPage && pageInfo.endCursor != null)
    print(`More: ${nextPage(question, pageInfo.endCursor)}`);
  return ok(EXIT.allSucceeded);
}

const nextPage = (question: Extract<Question, { command: "list" }>, after: string): string =>
  typed([
    "list",
    ...option("first", String(question.first)),
    ...option("state", question.state),
    ...connectionWords(question),
    ...option("after", printable(after)),
  ]);

const unknown = (id: string): Stop =>
  stop(
    EXIT.badInput,
    `The server has no operation ${printable(id)} of yours. Check the id with the command "list"; it may be too old, or another caller's than CLASS_GROUPS_TOKEN's.`,
  );
