import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { compose } from "../demo/gateway.js";

const OUTPUT = "supergraph.graphql";
const Config = z.object({
  subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});

/** Composes the subgraphs in supergraph.yaml or the given file, like rover but without a download. */
const { subgraphs } = Config.parse(parse(readFileSync(process.argv[2] ?? "supergraph.yaml", "utf8")));
const supergraph = compose(
  Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => ({
    name,
    url,
    sdl: readFileSync(schema.file, "utf8"),
  })),
  (hint) => console.log(`hint: ${hint}`),
);
writeFileSync(OUTPUT, supergraph);
console.log(`${OUTPUT}: ${Object.keys(subgraphs).join(" and ")}, ${supergraph.split("\n").length} lines.`);
