import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OutputChunk, type OutputOptions, type RolldownOptions, rolldown } from "rolldown";
import { licensesOf } from "./bundled-licenses.js";
import { loadedAtStart } from "./loaded-at-start.js";
import { withoutPackages } from "./source-map.js";

/** `npm run build`: bundles the server and the packages it uses. docs/adr/0027-the-server-is-bundled.md says why. */
const ROOT = fileURLToPath(new URL("../", import.meta.url));
const folder = process.argv[2] ?? join(ROOT, "dist");

/** Loaded from node_modules, and only when used. */
const NOT_BUNDLED = [
  // Reads its WebAssembly and data files from its own folder.
  /^@electric-sql\/pglite/,
  // A development dependency of 20 MB.
  "@graphql-yoga/render-graphiql",
  // Optional packages of TypeGraphQL and pg. They are not installed.
  "class-validator",
  "pg-native",
  "pg-cloudflare",
];

const OPTIONS: RolldownOptions = {
  cwd: ROOT,
  platform: "node",
  tsconfig: "tsconfig.json",
  external: NOT_BUNDLED,
  transform: { target: "node20.19" },
  resolve: {
    // Node ignores the field "module". With it, graphql would be bundled twice.
    mainFields: ["main"],
    // Its package.json has the key "main" twice, which the bundler does not accept.
    alias: { "tls-sig-api-v2": join(ROOT, "node_modules/tls-sig-api-v2/TLSSigAPIv2.js") },
  },
  onLog(_level, { code, message }) {
    throw new Error(`The bundler reports ${code}: ${message}`);
  },
};

/** What every start needs is one file. Parts that load only when used have files of their own. */
const SERVER_CHUNKS: NonNullable<OutputOptions["codeSplitting"]> = {
  groups: [
    { name: loadedAtStart(join(ROOT, "src/process/serve.ts"), "server"), debugName: "server" },
    { name: "compiler", test: /node_modules\/graphql-jit\// },
    { name: "tracing", test: /node_modules\/@opentelemetry\// },
    { name: "postgres", test: /node_modules\/(?:pg|pg-\w+|pgpass)\/|src\/store\/database\.ts$/ },
  ],
};

await rm(folder, { recursive: true, force: true });
const chunks = [
  ...(await bundle({ main: "src/main.ts" }, { chunkFileNames: "[name].js", codeSplitting: SERVER_CHUNKS })),
  // Bundled apart: a file that both used would load the whole server, and start it.
  ...(await bundle({ doctor: "src/doctor/main.ts" }, { chunkFileNames: "doctor-[name].js" })),
];
for (const { fileName, map, sourcemapFileName } of chunks) {
  const path = join(folder, fileName);
  const code = await readFile(path, "utf8");
  await checkClassNames(code);
  await writeFile(path, asciiOnly(code));
  if (map !== null && sourcemapFileName !== null)
    await writeFile(join(folder, sourcemapFileName), withoutPackages(map));
}
await cp(join(ROOT, "src/store/migrations"), join(folder, "migrations"), { recursive: true });
await writeFile(join(folder, "THIRD-PARTY-LICENSES.txt"), await licensesOf(chunks));

/** Bundles a program. Its files are beside main.js, because migrations are found relative to the file that reads them. */
async function bundle(input: Record<string, string>, options: OutputOptions): Promise<OutputChunk[]> {
  const program = await rolldown({ ...OPTIONS, input });
  const { output } = await program.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    sourcemap: true,
    // Without comments and blanks the text is half as long, and Node keeps it in memory. Names stay.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    ...options,
  });
  await program.close();
  return output.filter((file): file is OutputChunk => file.type === "chunk");
}

/**
 * Unions are resolved by class name, and the bundler renames a class if another file has one of the same name. Its option to
 * keep names would set the name of each function whenever a request creates one, which takes a tenth of the time.
 */
async function checkClassNames(code: string): Promise<void> {
  const renamed = new Set(Array.from(code.matchAll(/\b(\w+)\$\d+ ?= ?class\b/g), ([, name]) => name));
  for (const file of await readdir(join(ROOT, "schema"))) {
    if (!file.endsWith(".ts")) continue;
    const source = await readFile(join(ROOT, "schema", file), "utf8");
    for (const [, name] of source.matchAll(/^export (?:abstract )?class (\w+)/gm))
      if (renamed.has(name)) throw new Error(`The bundler renames the class ${name} of schema/${file}.`);
  }
}

/**
 * Node keeps a program's text in memory, with two bytes for each character unless all are ASCII. The text has such
 * characters only in strings, regular expressions and comments, where an escape means the same.
 */
function asciiOnly(code: string): string {
  const beforeBackslash = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.exec(code);
  if (beforeBackslash !== null) throw new Error(`This cannot be escaped: ${beforeBackslash[0]}`);
  return code.replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
