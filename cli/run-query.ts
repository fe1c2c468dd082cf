import { failed, ok, type Result } from "../src/result.js";
import { printable } from "./answer.js";
import { type Client, createClient } from "./client.js";
import { EXIT, type ExitCode, type Stop, stop } from "./exit-code.js";
import { explained } from "./group-names.js";
import {
  ListDocument,
  type WatchedOperationFragment as Operation,
  StatusDocument,
  type StatusQuery,
} from "./operations/generated/graphql.js";
import { connectionWords, option, typed } from "./options.js";
import { describe, number } from "./progress.js";
import type { Query } from "./query.js";
import type { ProcessIo } from "./run.js";

type Status = NonNullable<StatusQuery["bulkOperation"]>;
interface Outcome {
  readonly target: string;
  readonly result?: {
    readonly __typename: string;
    readonly message?: string;
    readonly vendorCode?: number | null;
  } | null;
}

/** The most failed items, and the most unknown items, to print. */
const MAX_ITEMS = 10;
const KINDS: Readonly<Record<Operation["__typename"], string>> = {
  NicknameSyncOperation: "nicknames",
  GroupMemberUpdateOperation: "members",
  GroupNameSyncOperation: "group-names",
};

/** Prints one operation or a list of operations, and returns the exit code. Changes nothing. */
export async function runQuery(query: Query, { out, err, signal }: ProcessIo): Promise<ExitCode> {
  const { url } = query;
  if (url === null) throw new Error("The gateway's address is missing.");
  const client = createClient({ ...query, url, signal, onTrouble: (why) => err.write(`${why}\n`) });
  const print = (line: string) => out.write(`${line}\n`);
  try {
    const answer =
      query.command === "status"
        ? await printStatus(client, query.id, print)
        : await printList(client, query, print);
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
  const answer = await client.send(StatusDocument, { id, most: MAX_ITEMS });
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
  if (isCutShort) print(`Cancelled before they started: ${number(progress.remaining)}.`);
  const isAllGood = progress.failed === 0 && progress.unknown === 0 && !isCutShort;
  return ok(isAllGood ? EXIT.allSucceeded : EXIT.someFailed);
}

function timesOf({ createdAt, startedAt, finishedAt, estimatedFinishAt }: Status): string {
  const times: [string, unknown][] = [
    ["accepted", createdAt],
    ["started", startedAt],
    ["ended", finishedAt],
    ["expected to end", finishedAt == null ? estimatedFinishAt : null],
  ];
  const known = times.filter(([, time]) => time != null);
  return known.map(([what, time]) => `${what} ${printable(String(time))}`).join(", ");
}

function outcomesOf(status: Status, outcome: "failed" | "unknown"): readonly Outcome[] {
  if (status.__typename === "NicknameSyncOperation") {
    const { nodes } = status[`${outcome}Syncs`];
    return nodes.map(({ courseId, result }) => ({ target: courseId, result }));
  }
  if (status.__typename === "GroupNameSyncOperation") {
    const { nodes } = status[`${outcome}Groups`];
    return nodes.map(({ groupId, result }) => ({ target: groupId, result: explained(result ?? null) }));
  }
  const { nodes } = status[`${outcome}Changes`];
  return nodes.map(({ groupId, userId, result }) => ({ target: `${groupId} ${userId}`, result }));
}

function printItems(
  title: string,
  total: number,
  outcomes: readonly Outcome[],
  print: (line: string) => void,
): void {
  if (outcomes.length === 0) return;
  print(`${title}:`);
  for (const { target, result } of outcomes) {
    const code = result?.vendorCode == null ? "" : ` ${result.vendorCode}`;
    const why = result == null ? "" : `: ${result.__typename}${code}: ${result.message ?? ""}`;
    print(`  ${printable(`${target}${why}`)}`);
  }
  // The total was counted a moment before the items were read.
  const more = total - outcomes.length;
  if (more > 0)
    print(
      `  and ${number(more)} more. To get all of them, add --result FILE to the command that started it.`,
    );
}

async function printList(
  client: Client,
  query: Extract<Query, { command: "list" }>,
  print: (line: string) => void,
): Promise<Answer> {
  const { first, after, state } = query;
  const answer = await client.send(ListDocument, { first, after, state });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.value.bulkOperations;
  if (nodes.length === 0) print("You have no such operations.");
  for (const { id, __typename, state, createdAt, progress } of nodes) {
    const words = [id, state.padEnd(10), KINDS[__typename].padEnd(11), createdAt, describe(progress, null)];
    print(printable(words.join("  ")));
  }
  if (pageInfo.hasNextPage && pageInfo.endCursor != null)
    print(`Next page: ${nextPage(query, pageInfo.endCursor)}`);
  return ok(EXIT.allSucceeded);
}

const nextPage = (query: Extract<Query, { command: "list" }>, after: string): string =>
  typed([
    "list",
    ...option("first", String(query.first)),
    ...option("state", query.state),
    ...connectionWords(query),
    ...option("after", printable(after)),
  ]);

const unknown = (id: string): Stop =>
  stop(
    EXIT.badInput,
    `You have no operation ${printable(id)} at this server. It may have expired, or CLASS_GROUPS_TOKEN may belong to another caller. Check the id with the command "list".`,
  );
