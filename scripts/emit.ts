import { readFile, writeFile } from "node:fs/promises";
import { isAbstractType } from "graphql";
import { buildSubgraph } from "../src/graphql/schema.js";
import { Chinese } from "./chinese.js";
import { errorsPage } from "./errors-page.js";
import { variablesTable, withVariables } from "./variables-table.js";

const chinese = new Chinese();
/** The second line of the Chinese page. */
const ENGLISH_ERRORS = "[English](../errors.md) · 本页与英文版由同一份代码生成。";

/** The files that are generated from code, with their generators. */
const FILES: Readonly<Record<string, (current: string) => string>> = {
  "schema/schema.graphql": () => buildSubgraph().sdl,
  "schema/possible-types.json": () => `${JSON.stringify(possibleTypes(), null, 2)}\n`,
  "docs/errors.md": () => errorsPage(),
  "docs/configuration.md": (page) => withVariables(page, variablesTable()),
  "docs/zh-CN/errors.md": () => chinese.page(errorsPage()).replace("\n\n", `\n\n${ENGLISH_ERRORS}\n\n`),
  "docs/zh-CN/configuration.md": (page) => withVariables(page, chinese.page(variablesTable())),
};

/** The object types of each interface and union, which client caches need to match fragments. Without federation's own. */
function possibleTypes(): Record<string, string[]> {
  const { schema } = buildSubgraph();
  const abstract = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type));
  return Object.fromEntries(
    abstract
      .filter(({ name }) => !name.startsWith("_"))
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}

/** Writes the named files, or all. With --check, writes nothing and fails if a file is out of date. */
async function emit(args: readonly string[]): Promise<void> {
  const check = args.includes("--check");
  const named = args.filter((arg) => !arg.startsWith("--"));
  const stale: string[] = [];
  for (const [path, generate] of Object.entries(FILES)) {
    if (named.length > 0 && !named.includes(path)) continue;
    const current = await readFile(path, "utf8").catch(() => "");
    const generated = generate(current);
    if (generated === current) continue;
    if (check) stale.push(path);
    else await writeFile(path, generated);
  }
  const problems = named.length === 0 ? chinese.problems() : [];
  if (stale.length > 0)
    problems.push(
      `Not what the code makes: ${stale.join(", ")}. Run \`npm run emit\` and commit what changes.`,
    );
  if (problems.length === 0) return;
  process.stderr.write(`${problems.join("\n")}\n`);
  process.exitCode = 1;
}

await emit(process.argv.slice(2));
