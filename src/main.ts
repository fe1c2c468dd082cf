import "./process/supported-node.js";
import { setFlagsFromString } from "node:v8";

// Collect garbage when the heap is 60 % larger than what was in use. By default V8 lets it become up to four times as large.
// setFlagsFromString("--heap-growing-percent=60");
// Stack traces in logs name the source files, not the bundle.
process.setSourceMapsEnabled(true);

// Not a static import: an old Node would fail on a missing export before it could report that it is too old.
await import("./process/serve.js");
