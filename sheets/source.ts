import type { CsvFormat } from "./csv-format.js";

/** A file's bytes. It is read several times: to find out how it is written, and to read its rows. */
export interface Source {
  /** How its cells are written. Default: UTF-8 and commas. */
  readonly format?: CsvFormat;
  read(): AsyncIterable<Uint8Array>;
}
