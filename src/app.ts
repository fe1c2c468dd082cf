import type { AddressInfo } from "node:net";
import type { DestinationStream } from "pino";
import { askWhileLockedOut } from "./admin/lock-out.js";
import { startAdmin } from "./admin/start.js";
import { createAccess } from "./auth/access.js";
import { type Config, secretsOf } from "./config/config.js";
import { observeOperations } from "./graphql/observe-operations.js";
import { createGraphqlServer } from "./graphql/server.js";
import { named } from "./process/port.js";
import { createServices } from "./school/services.js";
import { addExplorer, EXPLORER_PATH } from "./server/explorer.js";
import { type ClientTimeouts, createHttpServer } from "./server/http-server.js";
import type { StoreProvider } from "./store/store.js";
import { createLog, type Log } from "./telemetry/log.js";
import { logAtMost } from "./telemetry/log-at-most.js";
import { startTelemetry } from "./telemetry/start.js";
import { callContext } from "./vendor/call-context.js";
import type { GuardOptions } from "./vendor/circuit/vendor-circuits.js";
import { type Clock, sleep, systemClock } from "./vendor/clock.js";

/** A server that listens. */
export interface App {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Where `/live`, `/ready` and `/metrics` are served, without a path. */
  readonly adminUrl: string;
  readonly log: Log;
  /**
   * Says that it is not ready, and after the time that takes to be noticed takes no more requests, answers those in flight,
   * and lets go of every connection. Once, however often it is called.
   */
  close(): Promise<void>;
}

/** Builds the server from its parts and listens. Tests start the same one, with a clock and dice of their own. */
export async function startApp(
  config: Config,
  deps: {
    clock?: Clock;
    random?: () => number;
    logDestination?: DestinationStream;
    guard?: GuardOptions;
    patience?: ClientTimeouts;
    provider?: StoreProvider;
  } = {},
): Promise<App> {
  const log = createLog({
    level: config.LOG_LEVEL,
    secrets: secretsOf(config),
    ...(deps.logDestination !== undefined && { destination: deps.logDestination }),
  });
  const clock = deps.clock ?? systemClock;
  const telemetry = await startTelemetry(config, log);
  const {
    services,
    bulk,
    state,
    health,
    close: closeServices,
  } = createServices(config, {
    log,
    clock,
    random: deps.random ?? Math.random,
    observer: telemetry.calls,
    ...(deps.guard !== undefined && { guard: deps.guard }),
    ...(deps.provider !== undefined && { provider: deps.provider }),
  });
  const development = config.NODE_ENV !== "production";
  const { graphql, streams } = createGraphqlServer({
    log,
    development,
    limits: config,
    gatewayIsChecked: config.ROUTER_SECRETS !== undefined,
    callbackOrigins: config.SUBSCRIPTION_CALLBACK_ORIGINS,
    watch: observeOperations({ traces: telemetry.traces, observe: telemetry.operation }),
  });
  await graphql.start();
  const access = createAccess(config, { log, clock });
  const http = createHttpServer(graphql, services, access, log, {
    streams,
    limits: config,
    connectionLimit: {
      most: config.MAX_CONNECTIONS,
      onRefused: logRefusedConnections(log, config.MAX_CONNECTIONS, telemetry.metrics.connectionRefused),
    },
    acceptGet: development,
    patience: deps.patience,
  });
  http.addHook("onResponse", async (_request, reply) => telemetry.metrics.httpAnswer(reply.statusCode));
  if (development) await addExplorer(http);
  await named("PORT", http.listen({ host: config.HOST, port: config.PORT }));
  bulk.resume();
  const admin = await startAdmin(config, {
    state: {
      ...state,
      health,
      misconfigured: telemetry.misconfiguration.current,
      keysAnswer: () => access.keysAnswer(),
    },
    metrics: telemetry.metrics,
  });
  const anyGroup = services.courseGroups.groupIdOf("0");
  const stopAsking = askWhileLockedOut(clock, {
    health,
    ask: () => services.tencentIm.groups([anyGroup], new Set(["name"]), callContext(clock)),
  });

  const { address, family, port } = http.server.address() as AddressInfo;
  const url = `http://${family === "IPv6" ? `[${address}]` : address}:${port}/graphql`;
  log.info(
    {
      url,
      admin: admin.url,
      ...(development && { sandbox: new URL("/", url).href, explorer: new URL(EXPLORER_PATH, url).href }),
      classin: config.CLASSIN_URL,
      tencentIm: config.TENCENT_IM_URL,
    },
    "listening",
  );

  const close = async () => {
    admin.drain();
    // Nobody waits for bulk work, so it need not wait for the drain.
    const handedBack = bulk.handBack();
    if (config.DRAIN_SECONDS > 0)
      await sleep(clock, config.DRAIN_SECONDS * 1000, new AbortController().signal);
    bulk.endWatching();
    await Promise.all([http.close(), handedBack]);
    await graphql.stop();
    stopAsking();
    await Promise.all([closeServices(), access.close()]);
    await telemetry.close();
    // Last, so that whoever asks meanwhile is told.
    await admin.close();
  };
  let closed: Promise<void> | undefined;
  return {
    url,
    adminUrl: admin.url,
    log,
    close: () => (closed ??= close()),
  };
}

function logRefusedConnections(log: Log, most: number, count: () => void): () => void {
  const atMost = logAtMost((_kind, refused) => log.warn({ refused, most }, "more connections were refused"));
  return () => {
    count();
    atMost("connection", () =>
      log.warn({ most }, "a connection was refused: MAX_CONNECTIONS are open already"),
    );
  };
}
