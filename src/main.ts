import "./process/supported-node.js";

// Not a static import: an old Node would look for names that it does not have before it says that it is too old.
await import("./process/serve.js");
