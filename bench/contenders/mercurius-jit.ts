import { startMercurius } from "./start-mercurius.js";

/** Compiles a query after its first use. */
await startMercurius({ jit: 1 });
