import { startMercurius } from "./start-mercurius.js";

await startMercurius({});
