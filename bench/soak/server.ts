import { startApp } from "../../src/app.js";
import { readConfig } from "../../src/config/config.js";
import { serveParent } from "../process.js";

/** The real server with the real rate limits. */
const app = await startApp(
  readConfig({ ...process.env, HOST: "127.0.0.1", PORT: "0", ADMIN_PORT: "0", DRAIN_SECONDS: "0" }),
);
serveParent(app.url);
