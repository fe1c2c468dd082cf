import { ourClients } from "./our-clients.js";
import { startRaw } from "./start-raw.js";

await startRaw(ourClients());
