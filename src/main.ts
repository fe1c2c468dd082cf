import closeWithGrace from "close-with-grace";
import { startApp } from "./app.js";
import { ConfigError, readConfig } from "./config.js";

/** Longer than any request may take (20 s), shorter than the 30 s after which orchestrators kill. */
const CLOSE_WITHIN_MS = 25_000;

async function main(): Promise<void> {
  const app = await startApp(readConfig(process.env));
  closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: false }, async ({ signal, err }) => {
    if (err !== undefined) app.log.fatal({ err }, "stopping after an error that nobody caught");
    else app.log.info({ signal }, "stopping: answering what is in flight");
    await app.close();
    app.log.info("stopped");
  });
}

main().catch((error: unknown) => {
  // A configuration error is written for whoever started the server; anything else needs its stack.
  process.stderr.write(`${error instanceof ConfigError ? error.message : startFailure(error)}\n`);
  process.exit(1);
});

function startFailure(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `${error.message}\nAnother process listens on that port. Stop it, or choose another with PORT.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
