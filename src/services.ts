import type { BulkEngine } from "./bulk/bulk.js";
import { takingTurns } from "./bulk/course-leases.js";
import { makeBulk } from "./bulk/make-bulk.js";
import { createTasks } from "./bulk/task.js";
import { logCalls } from "./call-log.js";
import { createClassinClient } from "./classin/client.js";
import type { Config } from "./config.js";
import type { Services } from "./context.js";
import { courseGroups } from "./course-groups.js";
import { createGuards } from "./guards.js";
import { openDatabase } from "./store/database.js";
import { SlotLeases } from "./store/slot-leases.js";
import { type StoreDoor, storeDoor } from "./store/store.js";
import type { CallObserver } from "./telemetry/call-metrics.js";
import type { Log } from "./telemetry/log.js";
import type { State } from "./telemetry/state-metrics.js";
import { createTencentImClient } from "./tencent-im/client.js";
import { createUserSigs } from "./tencent-im/user-sig.js";
import { type CallReport, createCallVendor } from "./vendor/call.js";
import type { Clock } from "./vendor/clock.js";
import { ClockSkew } from "./vendor/clock-skew.js";
import type { Vendor } from "./vendor/failure.js";
import type { GuardOptions } from "./vendor/guard.js";
import type { VendorHealth } from "./vendor/health.js";
import { LeasedSlots } from "./vendor/leased-slots.js";
import { evenPacer, LinePacer, type Pacer } from "./vendor/pacer.js";
import type { Lane } from "./vendor/rate-limit/fair-queue.js";
import { connect } from "./vendor/send.js";

/**
 * Makes what spaces the calls to a vendor. Given only by the benchmarks, whose stand-in for a vendor has no limit:
 * at 200 calls a second they would measure how long a request waits, not what it costs.
 */
export type MakePacer = (callsPerSecond: number) => Pacer;

/** Both vendors' clients, each on its own pool of connections, on one road. */
export function createServices(
  config: Config,
  deps: {
    log: Log;
    clock: Clock;
    random: () => number;
    pacer?: MakePacer;
    guard?: GuardOptions;
    observer?: CallObserver;
    door?: StoreDoor;
  },
): {
  services: Services;
  bulk: Pick<BulkEngine, "resume" | "handBack">;
  state: Omit<State, "isReady" | "health" | "misconfigured">;
  health: () => readonly VendorHealth[];
  close: () => Promise<void>;
} {
  const { log, clock, random } = deps;
  const door = deps.door ?? openDoor(config, log);
  const skews: Readonly<Record<Vendor, ClockSkew>> = {
    classin: new ClockSkew(clock, warnOfClock(log, "ClassIn")),
    "tencent-im": new ClockSkew(clock, warnOfClock(log, "Tencent IM")),
  };
  const guards = createGuards(log, clock, deps.guard);
  const logCall = logCalls(log, (vendor) => skews[vendor].ms);
  const observe = (report: CallReport) => {
    logCall(report);
    deps.observer?.call(report);
  };
  const call = createCallVendor({ clock, random, observe, guards });
  const classinHost = connect(config.CLASSIN_URL, (date, tookMs) => skews.classin.measure(date, tookMs));
  const tencentHost = connect(config.TENCENT_IM_URL, (date, tookMs) =>
    skews["tencent-im"].measure(date, tookMs),
  );

  const budgets = openBudgets(config, { log, clock });
  const pacer = (key: string, callsPerSecond: number): Pacer =>
    deps.pacer?.(callsPerSecond) ?? budgets.pacer(key, callsPerSecond);

  const classin = createClassinClient({
    sid: config.CLASSIN_SID,
    secret: config.CLASSIN_SECRET.reveal(),
    host: classinHost,
    call,
    pacer: pacer("classin", config.CLASSIN_CALLS_PER_SECOND),
    clock,
    alone: takingTurns({ store: () => door.sharedIfOpen(), clock }),
  });

  const credentials = { sdkAppId: config.TENCENT_IM_SDK_APP_ID, admin: config.TENCENT_IM_ADMIN };
  const tencentIm = createTencentImClient({
    credentials,
    userSigs: createUserSigs({ ...credentials, secretKey: config.TENCENT_IM_SECRET_KEY.reveal(), clock }),
    host: tencentHost,
    call,
    pacerFor: pacerPerCommand((command) =>
      pacer(`tencent-im ${command}`, config.TENCENT_IM_CALLS_PER_SECOND),
    ),
    clock,
    random,
    groupCustomKeys: config.TENCENT_IM_GROUP_CUSTOM_KEYS,
    memberCustomKeys: config.TENCENT_IM_MEMBER_CUSTOM_KEYS,
    noteUnknown: noteOnce(log),
    noteBatch: (of, batch) => deps.observer?.batch(of, batch),
  });

  const health = () => Object.values(guards).map((guard) => guard.health());
  const engine = makeBulk(config, {
    door,
    log,
    clock,
    random,
    tasks: createTasks({ classin, tencentIm, clock }),
    health,
  });

  return {
    services: {
      classin,
      tencentIm,
      bulk: engine.bulk,
      courseGroups: courseGroups(config.COURSE_GROUP_ID),
      memberCustomKeys: config.TENCENT_IM_MEMBER_CUSTOM_KEYS,
      clock,
      audit: (entry) => log.info(entry, "mutation"),
    },
    state: {
      clockSkewMs: (vendor) => skews[vendor].ms,
      waiting: budgets.waiting,
      storeAnswers: budgets.storeAnswers,
    },
    health,
    bulk: engine,
    async close() {
      await engine.close();
      await Promise.all([classinHost.close(), tencentHost.close()]);
      await budgets.close();
    },
  };
}

const openDoor = ({ DATABASE_URL, DATA_DIR }: Config, log: Log): StoreDoor =>
  storeDoor({
    databaseUrl: DATABASE_URL?.reveal(),
    folder: DATA_DIR,
    onTrouble: ({ message }) => log.warn({ why: message }, "lost a connection to the database"),
  });

/** Tencent's limit holds for each command by itself; the commands are few, so the map stays small. */
function pacerPerCommand(newPacer: (command: string) => Pacer): (command: string) => Pacer {
  const pacers = new Map<string, Pacer>();
  return (command) => {
    const pacer = pacers.get(command) ?? newPacer(command);
    pacers.set(command, pacer);
    return pacer;
  };
}

const LANES = ["interactive", "bulk"] as const satisfies readonly Lane[];

interface Budgets extends Pick<State, "waiting" | "storeAnswers"> {
  pacer(key: string, callsPerSecond: number): Pacer;
  close(): Promise<void>;
}

/** With a database, budgets are shared with the other replicas; without one, this process has them to itself. */
function openBudgets(
  { DATABASE_URL, REPLICAS }: Config,
  { log, clock }: { log: Log; clock: Clock },
): Budgets {
  const lines = new Map<string, LinePacer>();
  const waiting = () =>
    [...lines].flatMap(([budget, line]) =>
      LANES.map((lane) => ({ budget, lane, calls: line.waiting(lane) })),
    );
  const keep = (key: string, line: LinePacer): LinePacer => {
    lines.set(key, line);
    return line;
  };
  if (DATABASE_URL === undefined) {
    return {
      pacer: (key, callsPerSecond) => keep(key, evenPacer({ callsPerSecond, clock })),
      waiting,
      storeAnswers: () => Promise.resolve(null),
      close: () => Promise.resolve(),
    };
  }
  const database = openDatabase(DATABASE_URL.reveal(), ({ message }) =>
    log.warn({ why: message }, "lost a connection to the database"),
  );
  const leases = new SlotLeases(database);
  leases
    .prepare()
    .catch((error: unknown) =>
      log.warn(
        { why: error instanceof Error ? error.message : String(error) },
        "the database cannot be used; until it can, this replica calls the vendors at its share of their limits",
      ),
    );
  const onLeasing = (budget: string) => (works: boolean) =>
    works
      ? log.info({ budget }, "slots are leased from the database again")
      : log.warn(
          { budget, replicas: REPLICAS },
          "no slots from the database: calling at this replica's share",
        );
  return {
    pacer(key, callsPerSecond) {
      const lease = (count: number, intervalMs: number) =>
        leases.lease(key, callsPerSecond, count, intervalMs);
      const shared = { callsPerSecond, replicas: REPLICAS, clock, lease, onLeasing: onLeasing(key) };
      return keep(key, new LinePacer({ slots: new LeasedSlots(shared), clock }));
    },
    waiting,
    storeAnswers: () =>
      database.query("select 1").then(
        () => true,
        () => false,
      ),
    close: () => database.end(),
  };
}

const MOST_NOTED = 100;

/** Warns once of each value that the vendor sent and nobody documented; a roster would repeat it on every line. */
function noteOnce(log: Log): (field: string, value: string) => void {
  const noted = new Set<string>();
  return (field, value) => {
    const unknown = `${field}=${value.slice(0, 40)}`;
    if (noted.has(unknown) || noted.size >= MOST_NOTED) return;
    noted.add(unknown);
    log.warn({ unknown }, "Tencent IM sent a value that is not known here; it is answered as null");
  };
}

function warnOfClock(log: Log, vendor: string): (skewMs: number) => void {
  return (vendorClockAheadMs) =>
    log.warn(
      { vendorClockAheadMs },
      `This server's clock and ${vendor}'s differ by ${Math.round(Math.abs(vendorClockAheadMs) / 1000)} s. Signatures that are too far off are refused: set the clock by NTP`,
    );
}
