import { leanWork } from "./lean-client.js";
import { startRaw } from "./start-raw.js";

/** The floor: none of our code. */
await startRaw(leanWork);
