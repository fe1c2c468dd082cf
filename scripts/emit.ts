import { readFile, writeFile } from "node:fs/promises";
import { isAbstractType } from "graphql";
import { buildSubgraph } from "../src/graphql/schema.js";
import { errorsPage } from "./errors-page.js";
import { withVariables } from "./variables-table.js";

/** Each file that is made from the code, and how. */
const FILES: Readonly<Record<string, (current: string) => string>> = {
  "schema/schema.graphql": () => buildSubgraph().sdl,
  "schema/possible-types.json": () => `${JSON.stringify(possibleTypes(), null, 2)}\n`,
  "docs/errors.md": () => errorsPage(),
  "docs/configuration.md": withVariables,
};

/** Which types stand behind each interface and union: client caches need it to match fragments. Ours only, not federation's. */
function possibleTypes(): Record<string, string[]> {
  const { schema } = buildSubgraph();
  const abstract = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type));
  return Object.fromEntries(
    abstract
      .filter(({ name }) => !name.startsWith("_"))
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}

/** Writes the files that are named, or all; with --check writes nothing and fails when one is stale. */
async function emit(args: readonly string[]): Promise<void> {
  const check = args.includes("--check");
  const named = args.filter((arg) => !arg.startsWith("--"));
  const stale: string[] = [];
  for (const [path, make] of Object.entries(FILES)) {
    if (named.length > 0 && !named.includes(path)) continue;
    const current = await readFile(path, "utf8").catch(() => "");
    const wanted = make(current);
    if (wanted === current) continue;
    if (check) stale.push(path);
    else await writeFile(path, wanted);
  }
  if (stale.length === 0) return;
  process.stderr.write(
    `Not what the code would make: ${stale.join(", ")}. Run \`npm run emit\` and commit what changes.\n`,
  );
  process.exitCode = 1;
}

await emit(process.argv.slice(2));
