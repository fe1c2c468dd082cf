import { startApp } from "../../src/app.js";
import { serveParent } from "../process.js";
import { config, pacer } from "./setup.js";

/** The real server. */
const app = await startApp(config(), { pacer });
serveParent(app.url);
