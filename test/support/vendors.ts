import { createClassinClient } from "../../src/classin/client.js";
import {
  type CallFilter,
  type CallRecord,
  type Fault,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../src/simulator/simulator.js";
import { createTencentImClient } from "../../src/tencent-im/client.js";
import type { ImDeps } from "../../src/tencent-im/command.js";
import { createUserSigs } from "../../src/tencent-im/user-sig.js";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import { type CallReport, createCallVendor } from "../../src/vendor/call.js";
import type { GuardOptions } from "../../src/vendor/circuit/vendor-circuits.js";
import { type Clock, systemClock } from "../../src/vendor/clock.js";
import {
  ownLimiter,
  type PermitLimiter,
  type RateLimiter,
} from "../../src/vendor/rate-limit/rate-limiter.js";
import { connect } from "../../src/vendor/send.js";
import { guardsFor, UNGUARDED } from "./unguarded.js";

export interface VendorOptions extends SimulatorOptions {
  readonly clock?: Clock;
  /** Zero, the default, waits for no backoff. */
  readonly dice?: () => number;
  readonly callsPerSecond?: number;
  /** Use `GUARD` for the production guards. Default: none. */
  readonly guard?: GuardOptions;
  readonly groupCustomKeys?: readonly string[];
  readonly memberCustomKeys?: readonly string[];
}

/** Both clients as the server builds them, over real sockets to the simulator. */
export async function startVendors({
  clock = systemClock,
  dice = () => 0,
  callsPerSecond = 200,
  guard = UNGUARDED,
  groupCustomKeys = [],
  memberCustomKeys = [],
  ...simulatorOptions
}: VendorOptions = {}) {
  const simulator: Simulator = await startSimulator({
    ...simulatorOptions,
    // Strict, so that every test also proves that the clients send nothing odd.
    choices: { requests: "strict", ...simulatorOptions.choices },
  });
  const { classin, tencentIm } = simulator.accounts;
  const host = connect(simulator.url);
  const reports: CallReport[] = [];
  const noted: string[] = [];
  const call = createCallVendor({
    clock,
    random: dice,
    observe: (report) => reports.push(report),
    guards: guardsFor(clock, guard),
  });
  const limiters = new Map<string, PermitLimiter>();
  const limiterFor = (budget: string): RateLimiter => {
    const limiter = limiters.get(budget) ?? ownLimiter({ callsPerSecond, clock });
    limiters.set(budget, limiter);
    return limiter;
  };

  const imDeps: ImDeps = {
    credentials: tencentIm,
    userSigs: createUserSigs({ ...tencentIm, clock }),
    host,
    call,
    limiterFor,
    clock,
    random: dice,
    groupCustomKeys,
    memberCustomKeys,
    noteOddity: ({ field, kind, word = kind }) => noted.push(`${field}=${word}`),
  };

  return {
    simulator,
    /** The report of each call. */
    reports,
    /** Notes about details of answers that had to be corrected or left out. */
    noted,
    classin: createClassinClient({ ...classin, host, call, limiter: limiterFor("classin"), clock }),
    im: createTencentImClient(imDeps),
    /** What the client is made of, for tests of its parts. */
    imDeps,
    /** How many calls wait for a permit. */
    waiting: (): number =>
      [...limiters.values()].reduce(
        (sum, limiter) => sum + limiter.waiting("interactive") + limiter.waiting("bulk"),
        0,
      ),
    /** A caller with this deadline. */
    context: (timeoutMs = 60_000): CallContext => callContext(clock, { timeoutMs }),
    fault: (fault: Fault) => simulator.faults.add(fault),
    /** From now on, answers every call of an operation with this, and nothing else. */
    answer(operation: string, body: unknown) {
      simulator.faults.clear();
      const text = typeof body === "string" ? body : JSON.stringify(body);
      simulator.faults.add({ kind: "raw", operation, body: text });
    },
    /** Returns the calls since the last time, and forgets them. */
    calls(filter: CallFilter = {}): readonly CallRecord[] {
      const calls = simulator.calls.list(filter);
      simulator.calls.clear();
      return calls;
    },
    async [Symbol.asyncDispose]() {
      // In this order: otherwise closing would wait for a connection that a fault keeps busy.
      await simulator.close();
      await host.close();
    },
  };
}

export type Vendors = Awaited<ReturnType<typeof startVendors>>;
