import { startRaw } from "./start-raw.js";

/** More than there are connections, so that no two requests that are answered at the same time meet in one client. */
await startRaw(64);
