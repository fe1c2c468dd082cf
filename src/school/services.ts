import type { BulkEngine } from "../bulk/api/bulk.js";
import { makeBulk } from "../bulk/api/make-bulk.js";
import { takingTurns } from "../bulk/engine/course-leases.js";
import { createTasks } from "../bulk/engine/task.js";
import { createClassinClient } from "../classin/client.js";
import type { Config } from "../config/config.js";
import type { Services } from "../graphql/context.js";
import { type StoreProvider, storeProvider } from "../store/store.js";
import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Log } from "../telemetry/log.js";
import type { State } from "../telemetry/state-metrics.js";
import { createTencentImClient } from "../tencent-im/client.js";
import { createUserSigs } from "../tencent-im/user-sig.js";
import { type CallReport, createCallVendor } from "../vendor/call.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { GuardOptions } from "../vendor/circuit/vendor-circuits.js";
import type { Clock } from "../vendor/clock.js";
import { ClockSkew } from "../vendor/clock-skew.js";
import type { Vendor } from "../vendor/failure.js";
import { connect } from "../vendor/send.js";
import { openBudgets } from "./budgets.js";
import { logCalls } from "./call-log.js";
import { courseGroups } from "./course-groups.js";
import { createGuards } from "./guards.js";
import { noteOddities } from "./oddity-log.js";

/** Both vendors' clients, each on its own pool of connections, on one road. */
export function createServices(
  config: Config,
  deps: {
    log: Log;
    clock: Clock;
    random: () => number;
    guard?: GuardOptions;
    observer?: CallObserver;
    provider?: StoreProvider;
  },
): {
  services: Services;
  bulk: Pick<BulkEngine, "resume" | "handBack" | "endWatching">;
  state: Omit<State, "isReady" | "health" | "misconfigured" | "keysAnswer">;
  health: () => readonly VendorHealth[];
  close: () => Promise<void>;
} {
  const { log, clock, random } = deps;
  const provider = deps.provider ?? openDoor(config, log);
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

  const budgets = openBudgets(config, { log, clock, provider });

  const classin = createClassinClient({
    sid: config.CLASSIN_SID,
    secret: config.CLASSIN_SECRET.reveal(),
    host: classinHost,
    call,
    limiter: budgets.classin,
    clock,
    noteOddity: noteOddities(log, "classin", deps.observer),
    alone: takingTurns({ store: () => provider.sharedIfOpen(), clock }),
  });

  const credentials = { sdkAppId: config.TENCENT_IM_SDK_APP_ID, admin: config.TENCENT_IM_ADMIN };
  const tencentIm = createTencentImClient({
    credentials,
    userSigs: createUserSigs({ ...credentials, secretKey: config.TENCENT_IM_SECRET_KEY.reveal(), clock }),
    host: tencentHost,
    call,
    limiterFor: (command) => budgets.tencentIm(command),
    clock,
    random,
    groupCustomKeys: config.TENCENT_IM_GROUP_CUSTOM_KEYS,
    memberCustomKeys: config.TENCENT_IM_MEMBER_CUSTOM_KEYS,
    noteOddity: noteOddities(log, "tencent-im", deps.observer),
    noteBatch: (of, batch) => deps.observer?.batch(of, batch),
  });

  const health = () => Object.values(guards).map((guard) => guard.health());
  const engine = makeBulk(config, {
    provider,
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
      store: async () => ({ kind: provider.kind, why: await provider.trouble() }),
      ledgerAnswers: budgets.ledgerAnswers,
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

const openDoor = ({ DATABASE_URL, DATA_DIR }: Config, log: Log): StoreProvider =>
  storeProvider({
    databaseUrl: DATABASE_URL?.reveal(),
    folder: DATA_DIR,
    events: {
      onLostConnection: ({ message }) => log.warn({ why: message }, "lost a connection to the database"),
      onChange(why) {
        const store = DATABASE_URL === undefined ? { folder: DATA_DIR } : { database: "PostgreSQL" };
        if (why === null) log.info(store, "the store can be used again");
        else
          log.warn(
            { ...store, why },
            "the store cannot be used: bulk work and the history of syncs wait for it",
          );
      },
    },
  });

function warnOfClock(log: Log, vendor: string): (skewMs: number) => void {
  return (vendorClockAheadMs) =>
    log.warn(
      { vendorClockAheadMs },
      `This server's clock and ${vendor}'s differ by ${Math.round(Math.abs(vendorClockAheadMs) / 1000)} s. Signatures that are too far off are refused: set the clock by NTP`,
    );
}
