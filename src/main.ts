import "./process/supported-node.js";
import { setFlagsFromString } from "node:v8";

// Collect garbage once the heap is half again as large as what is in use. By default V8 waits until it is up to four times as large.
setFlagsFromString("--heap-growing-percent=50");
// Stack traces in logs name the source files, not the bundle.
process.setSourceMapsEnabled(true);

// Not a static import: an old Node would fail on a missing export before it could report that it is too old.
await import("./process/serve.js");
