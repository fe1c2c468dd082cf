import { MAX_NAMES } from "../../../src/input/official-names.js";
import type { NamesRow } from "./read-names-file.js";

/** A row that was not set, because its number in ClassIn belongs to another user. */
export interface RefusedRow extends NamesRow {
  readonly heldBy: string;
}

/** How far the sending of a file has come. */
export interface UploadProgress {
  /** Rows that are done, from the beginning of the file. */
  readonly done: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

export interface Upload {
  readonly fileName: string;
  readonly rows: readonly NamesRow[];
  readonly progress: UploadProgress;
}

export const NOT_BEGUN: UploadProgress = { done: 0, changed: 0, unchanged: 0, refused: [] };

export const isDone = ({ rows, progress }: Upload): boolean => progress.done >= rows.length;

/** The rows of the next request. */
export const nextRows = ({ rows, progress }: Upload): readonly NamesRow[] =>
  rows.slice(progress.done, progress.done + MAX_NAMES);
