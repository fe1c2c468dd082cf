import { startApp } from "../../src/app.js";
import { serveParent } from "../process.js";
import { config } from "./setup.js";

/** The real server. */
const app = await startApp(config());
serveParent(app.url);
