// @ts-check
// `npm start` runs this first. Plain JavaScript, because it must run without a build and on an old Node.
import "../src/process/supported-node.js";
import { existsSync } from "node:fs";

if (!existsSync(new URL("../dist/main.js", import.meta.url))) {
  console.error("Class Groups is not built yet. Run `npm run build`, then `npm start` again.");
  process.exit(1);
}
