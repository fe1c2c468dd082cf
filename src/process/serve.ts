import closeWithGrace, { type Options } from "close-with-grace";
import { type App, startApp } from "../app.js";
import { ConfigError, readConfig } from "../config/config.js";
import { PortError } from "./port.js";
import { onStopSignal } from "./stop-signals.js";

/** Longer than a request may take (20 s), shorter than the 30 s after which orchestrators kill the process. */
const CLOSE_WITHIN_MS = 25_000;

/** `close-with-grace` handles the other signals that end a process. */
const STOP_SIGNALS = ["SIGINT", "SIGTERM"] as const;

async function main(): Promise<void> {
  let app: App | undefined;
  const starting = startApp(readConfig(process.env));
  const options = {
    delay: CLOSE_WITHIN_MS,
    logger: false as const,
    onTimeout: () => app?.log.fatal("stopped before all requests were answered: they took too long"),
    onSecondError: (err: unknown) => app?.log.fatal({ err }, "stopped by a second uncaught error"),
    onSecondSignal: (signal: unknown) => app?.log.warn({ signal }, "stopped at once after a second signal"),
    skip: [...STOP_SIGNALS],
  } satisfies Options;
  // Set up before the server logs that it listens: a stop signal may follow at once.
  let stopSignal: NodeJS.Signals | undefined;
  let isStopping = false;
  const { close } = closeWithGrace(options, async ({ signal = stopSignal, err }) => {
    isStopping = true;
    const started = await starting;
    if (err !== undefined) started.log.fatal({ err }, "stopping after an uncaught error");
    else started.log.info({ signal }, "stopping: answering the requests in flight");
    await started.close();
    started.log.info("stopped");
  });
  const stopAtOnce = (signal: NodeJS.Signals) => {
    options.onSecondSignal(signal);
    process.exit(1);
  };
  onStopSignal(
    (signal) => {
      if (isStopping) return stopAtOnce(signal);
      stopSignal = signal;
      close();
    },
    { signals: STOP_SIGNALS, stopAtOnce },
  );
  app = await starting;
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});

/** Some messages are written for the person who started the server. Any other error needs its stack. */
function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PortError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
