import { constants, open, rename, rm } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import { failed, ok, type Result } from "../src/result.js";
import type { Client } from "./client.js";
import { gone } from "./execute.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import { markFormula } from "./formula.js";
import type { ItemResult, Kind } from "./job-kind.js";
import type { PlannedPart } from "./plan.js";

/** A result file in the making, beside its place, so that half of one is never taken for a whole. */
export interface ResultFile {
  /** Writes what came of every item of an operation, page by page. */
  add<Item>(
    kind: Kind<Item>,
    client: Client,
    operation: { readonly id: string },
    part: PlannedPart,
  ): Promise<Result<null, Stop>>;
  /** Moves it to its place. */
  finish(): Promise<Result<null, Stop>>;
  /** Takes it away; after `finish` there is nothing to take. */
  discard(): Promise<void>;
}

const REST = ["outcome", "__typename", "message", "vendorCode", "attempts"];

/** A link that somebody put there would lead the outcomes, and what they overwrite, to another file. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);
/** It names members of groups. */
const FOR_THE_OWNER = 0o600;

/** Made before anything is sent: after hours of work is no time to learn that the folder does not exist. */
export async function openResultFile(
  path: string,
  idColumns: readonly string[],
): Promise<Result<ResultFile, Stop>> {
  const making = `${path}.part`;
  const handle = await open(making, NEW_FILE, FOR_THE_OWNER).catch((error: NodeJS.ErrnoException) =>
    String(error.code),
  );
  if (typeof handle === "string") {
    const why = handle === "ELOOP" ? "it is a symbolic link, which is not followed" : handle;
    return failed(
      stop(
        EXIT.badInput,
        `${making} cannot be written (${why}). Nothing was sent; name another file with --result.`,
      ),
    );
  }
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  /** A disk that is full ends it; the outcomes stay at the server. */
  const trying = (work: Promise<unknown>): Promise<Result<null, Stop>> =>
    work.then(
      () => ok(null),
      (error: NodeJS.ErrnoException) => failed(notWritten(path, error)),
    );
  const write = (rows: readonly (readonly unknown[])[]): Promise<Result<null, Stop>> =>
    trying(handle.appendFile(stringify(rows.map((row) => row.map(asCell)))));

  const begun = await write([["line", ...idColumns, ...REST]]);
  const discard = async (): Promise<void> => {
    await close();
    await rm(making, { force: true });
  };
  if (!begun.ok) {
    await discard();
    return begun;
  }
  return ok({
    async add(kind, client, { id }, { lines }) {
      let position = 0;
      for (let after: string | null = null; ;) {
        const page = await kind.results(client, id, after);
        if (!page.ok) return page;
        if (page.value === null) return failed(gone(id));
        const { rows, next } = page.value;
        const written = await write(rows.map((row, index) => rowOf(row, lines[position + index])));
        if (!written.ok || next === null) return written;
        position += rows.length;
        after = next;
      }
    },
    finish: () => trying(close().then(() => rename(making, path))),
    discard,
  });
}

const notWritten = (path: string, { code }: NodeJS.ErrnoException): Stop =>
  stop(
    EXIT.badInput,
    `${path} could not be written (${code}). The outcomes are kept at the server: make room, and run the same command again.`,
  );

/** Ids and messages are others' texts. */
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
