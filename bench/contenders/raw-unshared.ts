import { startRaw } from "./start-raw.js";

/** More clients than connections, so that no two concurrent requests use the same client. */
await startRaw(64);
