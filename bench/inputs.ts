import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { measureInputs } from "./inputs/measure.js";
import { startMeasured } from "./inputs/server.js";
import { tableOf } from "./inputs/table.js";

/** Measures the table of costs and writes it to SECURITY.md: `npm run bench inputs`. */
const PAGE = "SECURITY.md";
const BETWEEN = /(<!-- costs -->\n)[\s\S]*?(<!-- \/costs -->)/;

await using server = await startMeasured();
const measured = await measureInputs(server, {
  note: ({ name, costs }) =>
    process.stderr.write(`${name}: ${costs.map(({ cpuMs }) => cpuMs.toFixed(1)).join(", ")} ms\n`),
});
const machine = `${cpus()[0]?.model ?? "an unknown processor"}, Node ${process.versions.node}`;
const text = `Measured on ${new Date().toISOString().slice(0, 10)} (${machine}).\n\n${tableOf(measured)}\n`;
const page = readFileSync(PAGE, "utf8");
if (!BETWEEN.test(page))
  throw new Error(`${PAGE} does not contain the marks <!-- costs --> and <!-- /costs -->.`);
writeFileSync(
  PAGE,
  page.replace(BETWEEN, (_, begin: string, end: string) => `${begin}${text}${end}`),
);
process.stderr.write(`${text}\nwritten to ${PAGE}\n`);
