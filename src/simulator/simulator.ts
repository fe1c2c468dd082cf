import { performance } from "node:perf_hooks";
import { named } from "../process/port.js";
import { type Accounts, SIMULATOR_ACCOUNTS } from "./accounts.js";
import { Calls } from "./calls.js";
import { type Choices, DEFAULT_CHOICES } from "./choices.js";
import { ClassInV2 } from "./classin-v2/classin-v2.js";
import { ClassIn } from "./classin.js";
import { Clock } from "./clock.js";
import { controlServer } from "./control.js";
import { Faults } from "./faults.js";
import { type Listening, listen } from "./http.js";
import { demoSchool, type School } from "./school.js";
import { TencentIm } from "./tencent-im.js";
import { vendorServer } from "./vendor-server.js";
import { Waits } from "./waits.js";
import type { WebhookOptions } from "./webhooks/options.js";
import { Webhooks } from "./webhooks/webhooks.js";
import { World } from "./world.js";

export { type Accounts, SIMULATOR_ACCOUNTS } from "./accounts.js";
export type { CallFilter, CallRecord, Calls } from "./calls.js";
export type { Choices } from "./choices.js";
export type { Fault } from "./fault.js";
export type { Faults } from "./faults.js";
export type { Delivery } from "./webhooks/delivery.js";
export type { DeliveryRecord } from "./webhooks/journal.js";
export type { WebhookOptions } from "./webhooks/options.js";
export type { Webhooks } from "./webhooks/webhooks.js";
export type { World, WorldCourse, WorldGroup, WorldMember } from "./world.js";

export interface SimulatorOptions {
  /** 0, the default: any free port. */
  port?: number;
  controlPort?: number;
  /** Default: the demo school, `school.json`. */
  school?: School;
  accounts?: Partial<Accounts>;
  choices?: Partial<Choices>;
  /** The wall clock, for signatures and mutes. */
  now?: () => Date;
  /** A monotonic clock in milliseconds, for limits and locks. */
  monotonic?: () => number;
  /** Decides which calls a fault with a share affects. */
  random?: () => number;
  /** Where and how the vendors send webhooks. Default: nowhere. */
  webhooks?: WebhookOptions;
}

export interface Simulator extends AsyncDisposable {
  readonly url: string;
  readonly controlUrl: string;
  readonly accounts: Accounts;
  /** The live state. Tests may read and change it. */
  readonly world: World;
  readonly faults: Faults;
  readonly calls: Calls;
  /** Makes things happen at the vendors, and sends the webhooks. */
  readonly webhooks: Webhooks;
  /** The number of bytes that the vendors have sent. */
  sentBytes(): number;
  /** Also ends open connections at once. */
  close(): Promise<void>;
}

/** Starts both vendors on one local port and their control API on another. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const accounts: Accounts = { ...SIMULATOR_ACCOUNTS, ...options.accounts };
  const choices: Choices = { ...DEFAULT_CHOICES, ...options.choices };
  const clock = new Clock(options.now ?? (() => new Date()));
  const world = new World(options.school ?? demoSchool(), clock);
  const faults = new Faults(options.random ?? Math.random);
  const calls = new Calls();
  const waits = new Waits();
  const webhooks = new Webhooks({ world, accounts, options: options.webhooks ?? {} });
  const handlers = {
    classin: new ClassIn(world, accounts.classin, choices),
    "classin-v2": new ClassInV2(world, accounts.classin, choices),
    "tencent-im": new TencentIm(world, accounts.tencentIm, choices, webhooks),
  };
  const resetSchool = () => {
    world.reset();
    handlers.classin.reset();
    handlers["tencent-im"].reset();
  };

  const monotonic = options.monotonic ?? (() => performance.now());
  const vendors = await named(
    "SIMULATOR_PORT (or --port)",
    listen(options.port ?? 0, vendorServer({ handlers, calls, faults, clock, waits, monotonic })),
  );
  let control: Listening;
  try {
    control = await named(
      "SIMULATOR_CONTROL_PORT (or --control-port)",
      listen(options.controlPort ?? 0, controlServer({ world, faults, calls, webhooks, resetSchool })),
    );
  } catch (error) {
    await Promise.all([vendors.close(), webhooks.close()]);
    throw error;
  }
  const close = async () => {
    waits.drop();
    await Promise.all([vendors.close(), control.close(), webhooks.close()]);
  };
  return {
    url: vendors.url,
    controlUrl: control.url,
    accounts,
    world,
    faults,
    calls,
    webhooks,
    sentBytes: () => vendors.sentBytes(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
