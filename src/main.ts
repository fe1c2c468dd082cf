import "./process/supported-node.js";

// Stack traces in logs name the source files, not the bundle.
process.setSourceMapsEnabled(true);

// Not a static import: an old Node would fail on a missing export before it could report that it is too old.
await import("./process/serve.js");
