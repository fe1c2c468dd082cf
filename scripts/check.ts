import { runStep } from "./run-step.js";

const script = (name: string, ...args: string[]) => [
  process.execPath,
  "--import",
  "tsx",
  `scripts/${name}.ts`,
  ...args,
];
const tool = (name: string, ...args: string[]) => [`node_modules/.bin/${name}`, ...args];

/** What `npm run check` runs, in this order. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  types: tool("tsc", "--noEmit"),
  page: tool("tsc", "--noEmit", "--project", "web"),
  lint: tool("oxlint", "--type-aware", "--deny-warnings"),
  format: tool("oxfmt", "--check"),
  unused: tool("knip"),
  generated: script("emit", "--check"),
  operations: tool("graphql-codegen", "--config", "codegen.yml", "--check", "--silent"),
  schema: tool("eslint", "schema/schema.graphql"),
  changes: script("schema-diff"),
  supergraph: script("supergraph"),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check ${unknown.join(", ")}. The checks: ${Object.keys(STEPS).join(", ")}.\n`,
  );
  process.exit(1);
}

for (const [name, [command = "", ...args]] of Object.entries(STEPS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const code = await runStep(command, args);
  if (code === 0) continue;
  process.stderr.write(`The check "${name}" failed. To run it alone: npm run check ${name}\n`);
  process.exit(code);
}
