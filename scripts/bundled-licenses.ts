import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;
/** The folder of the innermost package. */
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The names, versions and license texts of the packages in these chunks. */
export async function licensesOf(
  chunks: readonly { readonly modules: Readonly<Record<string, unknown>> }[],
): Promise<string> {
  const folders = new Set(
    chunks.flatMap(({ modules }) => Object.keys(modules)).flatMap((path) => PACKAGE.exec(path) ?? []),
  );
  const entries = await Promise.all([...folders].map(licenseOf));
  return entries.toSorted().join(`\n${"-".repeat(80)}\n\n`);
}

async function licenseOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return [`${name} ${version}, ${license}\n`, ...texts].join("\n");
}
