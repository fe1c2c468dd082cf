import { parse as parseText } from "csv-parse/browser/esm/sync";
import type { Parse, ParsedRow } from "../../../sheets/csv.js";

/** Parses a whole text at once: a browser has no streams of Node. */
export const parseCsv: Parse = async function* (text, options) {
  let whole = "";
  for await (const part of text) whole += part;
  yield* parseText(whole, options) as unknown as readonly ParsedRow[];
};
