import type { SimulatorControl } from "../simulator-control.js";
import { type ActiveFault, FAULT_NAMES, type FaultName, faultSwitches } from "./fault-switches.js";
import { readVendorState, type VendorState } from "./metrics.js";
import type { VendorCall } from "./recent-calls.js";
import { type Happened, studentsOf } from "./students.js";

/** What the panel shows. */
export interface Scene {
  /** The last calls, newest first. */
  readonly calls: readonly VendorCall[];
  readonly callsInLastSecond: number;
  /** Null if the server does not answer. */
  readonly vendors: VendorState | null;
  /** Null if the simulator does not answer. */
  readonly faults: readonly ActiveFault[] | null;
}

const ACTIONS = [...FAULT_NAMES, "rename", "join"] as const;
/** Everything that the panel can do. */
export type Action = (typeof ACTIONS)[number];
export const isAction = (text: unknown): text is Action => ACTIONS.includes(text as Action);

/** What an action did. `happened` is null for a fault. */
export interface Done {
  readonly happened: Happened | null;
}

export interface BehindTheScenes {
  look(): Promise<Scene>;
  /** Null if the simulator does not answer. */
  act(action: Action): Promise<Done | null>;
}

export interface BehindDeps {
  readonly simulator: SimulatorControl;
  readonly adminUrl: string;
  /** The last calls to the vendors, oldest first. */
  readonly calls: () => readonly VendorCall[];
  /** The group whose students do something. */
  readonly groupId: string;
}

const SHOWN_CALLS = 20;

export function behindTheScenes({ simulator, adminUrl, calls, groupId }: BehindDeps): BehindTheScenes {
  const faults = faultSwitches(simulator);
  const students = studentsOf(groupId, simulator);
  const toggle = async (name: FaultName): Promise<Done | null> =>
    (await faults.toggle(name)) ? { happened: null } : null;
  const happens = async (happening: Promise<Happened | null>): Promise<Done | null> => {
    const happened = await happening;
    return happened === null ? null : { happened };
  };
  return {
    async look() {
      const [vendors, active] = await Promise.all([readVendorState(adminUrl), faults.active()]);
      const known = calls();
      const second = Date.now() - 1_000;
      return {
        calls: known.slice(-SHOWN_CALLS).toReversed(),
        callsInLastSecond: known.filter(({ at }) => at > second).length,
        vendors,
        faults: active,
      };
    },
    act(action) {
      if (action === "rename") return happens(students.rename());
      if (action === "join") return happens(students.join());
      return toggle(action);
    },
  };
}
