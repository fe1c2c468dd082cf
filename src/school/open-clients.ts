import { takingTurns } from "../bulk/engine/course-leases.js";
import { type ClassinClient, createClassinClient } from "../classin/client.js";
import { ClosingStack } from "../process/closing-stack.js";
import type { StoreProvider } from "../store/store.js";
import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Log } from "../telemetry/log.js";
import type { State } from "../telemetry/state-metrics.js";
import { createTencentImClient, type Keeping, type TencentImClient } from "../tencent-im/client.js";
import { createUserSigs } from "../tencent-im/user-sig.js";
import { type CallReport, createCallVendor } from "../vendor/call.js";
import type { GuardOptions } from "../vendor/circuit/vendor-circuits.js";
import type { Clock } from "../vendor/clock.js";
import { connect } from "../vendor/send.js";
import { openBudgets } from "./budgets.js";
import { logCalls } from "./call-log.js";
import { createSkews } from "./clock-skews.js";
import { createGuards } from "./guards.js";
import { noteOddities } from "./oddity-log.js";
import type { SchoolSettings } from "./settings.js";

/** A school's clients, and how its vendors fare. */
export interface Clients {
  readonly classin: ClassinClient;
  readonly tencentIm: TencentImClient;
  readonly state: Pick<State, "health" | "clockSkewMs" | "waiting" | "permits" | "ledgerAnswers">;
  close(): Promise<void>;
}

/** Creates the clients of both vendors. Each vendor has its own connections, permits and circuits. */
export function openClients(
  settings: SchoolSettings,
  deps: {
    log: Log;
    clock: Clock;
    random: () => number;
    provider: StoreProvider;
    keeping: Keeping | null;
    guard: GuardOptions | undefined;
    observer: CallObserver | undefined;
  },
): Clients {
  const { log, clock, random, provider, observer } = deps;
  const closing = new ClosingStack();
  const skews = createSkews(log, clock);
  const guards = createGuards(log, clock, deps.guard);
  const budgets = openBudgets(settings, { log, clock, provider });
  closing.add(() => budgets.close());

  const logCall = logCalls(log, (vendor) => skews[vendor].ms);
  const observe = (report: CallReport) => {
    logCall(report);
    observer?.call(report);
  };
  const call = createCallVendor({ clock, random, observe, guards });
  const classinHost = connect(settings.classin.url, (date, tookMs) => skews.classin.measure(date, tookMs));
  const tencentHost = connect(settings.tencentIm.url, (date, tookMs) =>
    skews["tencent-im"].measure(date, tookMs),
  );
  closing.add(() => Promise.all([classinHost.close(), tencentHost.close()]));

  const classin = createClassinClient({
    sid: settings.classin.sid,
    secret: settings.classin.secret.reveal(),
    host: classinHost,
    call,
    limiter: budgets.classin,
    clock,
    noteOddity: noteOddities(log, "classin", observer),
    alone: takingTurns({ store: () => provider.sharedIfOpen(), clock }),
  });
  const { sdkAppId, admin, secretKey, groupCustomKeys, memberCustomKeys } = settings.tencentIm;
  const tencentIm = createTencentImClient(
    {
      credentials: { sdkAppId, admin },
      userSigs: createUserSigs({ sdkAppId, admin, secretKey: secretKey.reveal(), clock }),
      host: tencentHost,
      call,
      limiterFor: (command) => budgets.tencentIm(command),
      clock,
      random,
      groupCustomKeys,
      memberCustomKeys,
      noteOddity: noteOddities(log, "tencent-im", observer),
      noteBatch: (of, batch) => observer?.batch(of, batch),
    },
    deps.keeping,
  );
  return {
    classin,
    tencentIm,
    state: {
      health: () => Object.values(guards).map((guard) => guard.health()),
      clockSkewMs: (vendor) => skews[vendor].ms,
      waiting: budgets.waiting,
      permits: budgets.permits,
      ledgerAnswers: budgets.ledgerAnswers,
    },
    close: () => closing.close(),
  };
}
