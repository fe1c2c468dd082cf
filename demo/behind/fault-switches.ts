import type { SimulatorControl } from "../simulator-control.js";

/** The faults that a visitor may cause, as the simulator's control API takes them. */
const FAULTS = {
  throttle: { kind: "throttle" },
  down: { kind: "http", httpStatus: 502 },
  slow: { kind: "delay", delayMs: 2_000 },
  /** The answer to the next change of a member says neither yes nor no. */
  odd: {
    vendor: "tencent-im",
    operation: "modify_group_member_info",
    kind: "odd",
    odd: "no-status",
    times: 1,
  },
} as const satisfies Readonly<Record<string, object>>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

/** A forgotten fault ends by itself. */
const ON_FOR_MS = 30_000;

/** A fault that is on now. */
export interface ActiveFault {
  readonly name: FaultName;
  readonly secondsLeft: number;
}

export interface FaultSwitches {
  /** Turns a fault on, or off if it is on. False if the simulator does not answer. */
  toggle(name: FaultName): Promise<boolean>;
  /** Null if the simulator does not answer. */
  active(): Promise<readonly ActiveFault[] | null>;
}

export function faultSwitches(
  simulator: Pick<SimulatorControl, "addFault" | "removeFault" | "activeFaults">,
): FaultSwitches {
  const ours = new Map<FaultName, { readonly id: string; readonly endsAt: number }>();
  /** The simulator decides: a fault may have been used up, or removed by somebody else. */
  const active = async (): Promise<readonly ActiveFault[] | null> => {
    const ids = await simulator.activeFaults();
    if (ids === null) return null;
    return [...ours]
      .filter(([, { id }]) => ids.includes(id))
      .map(([name, { endsAt }]) => ({ name, secondsLeft: Math.max(0, (endsAt - performance.now()) / 1000) }));
  };
  return {
    active,
    async toggle(name) {
      const before = await active();
      if (before === null) return false;
      const known = ours.get(name);
      if (known !== undefined && before.some((fault) => fault.name === name)) {
        await simulator.removeFault(known.id);
        return true;
      }
      const id = await simulator.addFault(FAULTS[name]);
      if (id === null) return false;
      ours.set(name, { id, endsAt: performance.now() + ON_FOR_MS });
      setTimeout(() => void simulator.removeFault(id), ON_FOR_MS).unref();
      return true;
    },
  };
}
