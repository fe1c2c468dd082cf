// @ts-check
// Plain JavaScript, since it also has to run where nothing is built and Node is old. `npm start` runs it first.
import "../src/process/supported-node.js";
import { existsSync } from "node:fs";

if (!existsSync(new URL("../dist/src/main.js", import.meta.url))) {
  console.error("Class Groups is not built yet. Run `npm run build`, then `npm start` again.");
  process.exit(1);
}
