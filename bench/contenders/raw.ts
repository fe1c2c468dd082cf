import { startRaw } from "./start-raw.js";

/** Requests share their reads, as in all other servers here. */
await startRaw(1);
