import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";

const PAGE = new URL("../docs/performance.md", import.meta.url);

/** Replaces the text between the marks of this name in docs/performance.md. */
export async function writeToPage(name: string, text: string): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const [start, end] = [`<!-- ${name}:start -->\n`, `<!-- ${name}:end -->`];
  const [before, rest] = page.split(start);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(
      `docs/performance.md has no marks ${name}:start and ${name}:end. Add them, and run again.`,
    );
  await writeFile(PAGE, `${before}${start}${text}\n${end}${after}`);
}

/** When and where a run was made. A table without this means little. */
export function runLine(loadBefore: number): string {
  const date = new Date().toISOString().slice(0, 10);
  const cpu = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  const loads = [loadBefore, loadavg()[0] ?? 0].map((load) => load.toFixed(2));
  return `Run on ${date}: ${cpu}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}. Load average ${loads.join(" before, ")} after.`;
}
