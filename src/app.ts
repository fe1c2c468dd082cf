import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { DestinationStream } from "pino";
import { askWhileLockedOut } from "./admin/lock-out.js";
import { startAdmin } from "./admin/start.js";
import { createAccess } from "./auth/access.js";
import type { Config } from "./config/config.js";
import { observeOperations } from "./graphql/observe-operations.js";
import { createGraphqlServer } from "./graphql/server.js";
import { ClosingStack } from "./process/closing-stack.js";
import { named } from "./process/port.js";
import { openSchool, type School, type SchoolDeps } from "./school/open-school.js";
import { type ClientTimeouts, createHttpServer } from "./server/http-server.js";
import { loggedConnectionLimit } from "./server/refused-connections.js";
import { EXPLORER_PATH } from "./server/sandbox.js";
import { createLog, type Log } from "./telemetry/log.js";
import { startTelemetry } from "./telemetry/start.js";
import { callContext } from "./vendor/call-context.js";
import { type Clock, sleep, systemClock } from "./vendor/clock.js";

/** A running server. */
export interface App {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Where `/live`, `/ready` and `/metrics` are served, without a path. */
  readonly adminUrl: string;
  /** Where webhooks are received, without a path. Undefined: they are not. */
  readonly webhooksUrl: string | undefined;
  readonly log: Log;
  /**
   * Stops the server. `/ready` answers 503 at once. After the drain, the server accepts no new requests, answers those in
   * flight and closes every connection. Later calls return the same promise.
   */
  close(): Promise<void>;
}

/** The parts that tests replace. */
export interface AppDeps extends Partial<
  Pick<SchoolDeps, "clock" | "random" | "guard" | "provider" | "announcements" | "nameRules">
> {
  readonly logDestination?: DestinationStream;
  readonly timeouts?: ClientTimeouts;
  /** The use of an operation at which it is compiled. */
  readonly compileAtUse?: number;
}

/** Builds the server from its parts and starts it. */
export async function startApp(config: Config, deps: AppDeps = {}): Promise<App> {
  const { clock = systemClock, random = Math.random, guard, provider, announcements } = deps;
  const { development, limits } = config;
  const closing = new ClosingStack();
  const log = createLog({
    level: config.telemetry.logLevel,
    secrets: config.secrets,
    ...(deps.logDestination !== undefined && { destination: deps.logDestination }),
  });

  const telemetry = await startTelemetry(config.telemetry, log);
  closing.add(() => telemetry.close());

  const access = createAccess(config.auth, { log, clock });
  closing.add(() => access.close());

  const school = openSchool(config, {
    log,
    clock,
    random,
    guard,
    provider,
    announcements,
    observer: telemetry.calls,
    bulkMetrics: telemetry.metrics.bulk,
    webhookMetrics: telemetry.metrics.webhooks,
    relayObserver: telemetry.relay,
    nameMetrics: telemetry.metrics.names,
    nameRules: deps.nameRules,
  });
  closing.add(() => school.close());

  const admin = await startAdmin(config.admin, {
    state: {
      ...school.state,
      misconfigured: telemetry.misconfiguration.current,
      keysAnswer: () => access.keysAnswer(),
    },
    metrics: telemetry.metrics,
  });
  closing.add(() => admin.close());
  closing.add(startLockOutProbe(school, clock));

  const answering = createGraphqlServer({
    log,
    development,
    subgraph: config.subgraph,
    limits,
    gatewayIsVerified: access.isOn,
    callbackOrigins: config.subscriptions.callbackOrigins,
    compileAtUse: deps.compileAtUse,
    observer: observeOperations({ traces: telemetry.traces, observe: telemetry.operation }),
  });
  await answering.graphql.start();
  closing.add(() => answering.graphql.stop());

  const http = createHttpServer(answering, school.services, access, log, {
    limits,
    connectionLimit: loggedConnectionLimit(
      log,
      config.http.maxConnections,
      telemetry.metrics.connectionRefused,
    ),
    acceptGet: development,
    timeouts: deps.timeouts,
  });
  http.addHook("onResponse", (_request, reply, done) => {
    telemetry.metrics.httpAnswer(reply.statusCode);
    done();
  });
  if (development) await (await import("./server/explorer.js")).addExplorer(http);
  await named("PORT", http.listen({ host: config.http.host, port: config.http.port }));
  const webhooksUrl = await school.webhooks?.listen();
  school.background.resume();

  const url = urlOf(http);
  log.info(
    {
      url,
      admin: admin.url,
      ...(webhooksUrl !== undefined && { webhooks: webhooksUrl }),
      ...(development && { sandbox: new URL("/", url).href, explorer: new URL(EXPLORER_PATH, url).href }),
      classin: config.classin.url,
      tencentIm: config.tencentIm.url,
    },
    "listening",
  );

  const close = async () => {
    admin.drain();
    // Stop background work first: no client is waiting for it.
    const handedBack = school.background.handBack();
    if (config.admin.drainMs > 0) await sleep(clock, config.admin.drainMs);
    school.endWatching();
    await Promise.all([http.close(), school.webhooks?.stopListening(), handedBack]);
    await closing.close();
  };
  let closed: Promise<void> | undefined;
  return { url, adminUrl: admin.url, webhooksUrl, log, close: () => (closed ??= close()) };
}

/** While Tencent IM locks this app out, asks it for any group now and then to notice when the lock-out ends. */
function startLockOutProbe({ services, state }: School, clock: Clock): () => void {
  const anyGroup = services.courseGroups.groupIdOf("0");
  return askWhileLockedOut(clock, {
    health: state.health,
    ask: () => services.tencentIm.anew.groups([anyGroup], new Set(["name"]), callContext(clock)),
  });
}

function urlOf(http: FastifyInstance): string {
  const { address, family, port } = http.server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/graphql`;
}
