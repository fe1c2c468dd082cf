import { markFormula } from "../../../sheets/formula.js";
import type { Upload } from "./upload.js";

/** Saves the rows that were not set as a file, which can be corrected and sent again. */
export async function saveResult({ fileName, progress }: Upload): Promise<void> {
  // Few visitors need it, so it is loaded when it is used.
  const { stringify } = await import("csv-stringify/browser/esm/sync");
  const rows = progress.refused.map(({ line, name, heldBy }) => [
    String(line),
    markFormula(name.userId),
    name.classinUid ?? "",
    markFormula(name.name),
    markFormula(heldBy),
  ]);
  const csv = stringify([["line", "userId", "classinUid", "name", "heldBy"], ...rows], { bom: true });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  link.download = `not-set-${fileName}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
