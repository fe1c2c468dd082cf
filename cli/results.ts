import { once } from "node:events";
import { open, rename, rm } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import { failed, ok, type Result } from "../src/result.js";
import { gone } from "./carry-out.js";
import type { Client } from "./client.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import type { ItemResult, Kind } from "./kind.js";
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
  finish(): Promise<void>;
  /** Takes it away; after `finish` there is nothing to take. */
  discard(): Promise<void>;
}

const REST = ["outcome", "__typename", "message", "vendorCode", "attempts"];

/** Made before anything is sent: after hours of work is no time to learn that the folder does not exist. */
export async function openResultFile(
  path: string,
  idColumns: readonly string[],
): Promise<Result<ResultFile, Stop>> {
  const making = `${path}.part`;
  const handle = await open(making, "w").catch((error: NodeJS.ErrnoException) => String(error.code));
  if (typeof handle === "string")
    return failed(
      stop(
        EXIT.badInput,
        `${making} cannot be written (${handle}). Nothing was sent; name another file with --result.`,
      ),
    );
  const out = handle.createWriteStream();
  const write = async (rows: readonly (readonly unknown[])[]): Promise<void> => {
    if (!out.write(stringify(rows.map((row) => [...row])))) await once(out, "drain");
  };
  await write([["line", ...idColumns, ...REST]]);
  return ok({
    async add(kind, client, { id }, { lines }) {
      let position = 0;
      for (let after: string | null = null; ; ) {
        const page = await kind.results(client, id, after);
        if (!page.ok) return page;
        if (page.value === null) return failed(gone(id));
        await write(page.value.rows.map((row, index) => rowOf(row, lines[position + index])));
        position += page.value.rows.length;
        after = page.value.next;
        if (after === null) return ok(null);
      }
    },
    async finish() {
      out.end();
      await once(out, "close");
      await rename(making, path);
    },
    async discard() {
      out.destroy();
      await rm(making, { force: true });
    },
  });
}

const rowOf = ({ ids, outcome, attempts, result }: ItemResult, line: number | undefined): unknown[] => [
  line,
  ...ids,
  outcome,
  result?.__typename,
  result?.message,
  result?.vendorCode,
  attempts,
];
