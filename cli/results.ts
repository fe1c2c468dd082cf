import { constants, open, rename, rm } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import { markFormula } from "../sheets/formula.js";
import { failed, ok, type Result } from "../src/result.js";
import type { Client } from "./client.js";
import { operationGone } from "./execute.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import type { ItemResult, Kind } from "./job-kind.js";
import type { PlannedPart } from "./plan.js";

/** A result file. It is written beside its final path, so a partial file is never mistaken for a complete one. */
export interface ResultFile {
  /** Writes the outcome of every item of an operation, page by page. */
  add<Item>(
    kind: Kind<Item>,
    client: Client,
    operation: { readonly id: string },
    part: PlannedPart,
  ): Promise<Result<null, Stop>>;
  /** Moves the file to its final path. */
  finish(): Promise<Result<null, Stop>>;
  /** Deletes the unfinished file. Does nothing after `finish`. */
  discard(): Promise<void>;
}

const OUTCOME_COLUMNS = ["outcome", "__typename", "message", "vendorCode", "attempts"];

/** A symbolic link is not followed: the outcomes would overwrite another file. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);
/** The file names group members. */
const OWNER_ONLY = 0o600;

/** Created before anything is sent, so that a missing folder is not first noticed after hours of work. */
export async function openResultFile(
  path: string,
  idColumns: readonly string[],
): Promise<Result<ResultFile, Stop>> {
  const partialPath = `${path}.part`;
  const handle = await open(partialPath, NEW_FILE, OWNER_ONLY).catch((error: NodeJS.ErrnoException) =>
    String(error.code),
  );
  if (typeof handle === "string") {
    const why = handle === "ELOOP" ? "it is a symbolic link, which is not followed" : handle;
    return failed(
      stop(
        EXIT.badInput,
        `${partialPath} cannot be written (${why}). Nothing was sent; name another file with --result.`,
      ),
    );
  }
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  /** A full disk ends the command. The outcomes stay at the server. */
  const orNotWritten = (work: Promise<unknown>): Promise<Result<null, Stop>> =>
    work.then(
      () => ok(null),
      (error: NodeJS.ErrnoException) => failed(notWritten(path, error)),
    );
  const write = (rows: readonly (readonly unknown[])[]): Promise<Result<null, Stop>> =>
    orNotWritten(handle.appendFile(stringify(rows.map((row) => row.map(asCell)))));

  const header = await write([["line", ...idColumns, ...OUTCOME_COLUMNS]]);
  const discard = async (): Promise<void> => {
    await close();
    await rm(partialPath, { force: true });
  };
  if (!header.ok) {
    await discard();
    return header;
  }
  return ok({
    async add(kind, client, { id }, { lines }) {
      let position = 0;
      for (let after: string | null = null; ;) {
        const page = await kind.results(client, id, after);
        if (!page.ok) return page;
        if (page.value === null) return failed(operationGone(id));
        const { rows, next } = page.value;
        const written = await write(rows.map((row, index) => rowOf(row, lines[position + index])));
        if (!written.ok || next === null) return written;
        position += rows.length;
        after = next;
      }
    },
    finish: () => orNotWritten(close().then(() => rename(partialPath, path))),
    discard,
  });
}

const notWritten = (path: string, { code }: NodeJS.ErrnoException): Stop =>
  stop(
    EXIT.badInput,
    `${path} could not be written (${code}). The server keeps the outcomes. Free some space, and run the same command again.`,
  );

/** Ids and messages may look like formulas. */
const asCell = (value: unknown): unknown => (typeof value === "string" ? markFormula(value) : value);

const rowOf = ({ ids, outcome, attempts, result }: ItemResult, line: number | undefined): unknown[] => [
  line,
  ...ids,
  outcome,
  result?.__typename,
  result?.message,
  result?.vendorCode,
  attempts,
];
