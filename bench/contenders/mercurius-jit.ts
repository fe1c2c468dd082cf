import { startMercurius } from "./start-mercurius.js";

/** A query is compiled after it was seen once. */
await startMercurius({ jit: 1 });
