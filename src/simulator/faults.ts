import type { Vendor } from "./calls.js";
import { type Fault, parseFault } from "./fault.js";
import { Hold } from "./hold.js";

export interface NamedFault {
  readonly id: string;
  readonly fault: Fault;
  /** How often it has happened. */
  readonly happened: number;
  /** How many calls it holds now. Only kind hold has it. */
  readonly held?: number;
}

/** What is to go wrong with one call. */
export interface Plan {
  /** Waits before the change is made, and after it. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Is held before the change is made, and after it. */
  readonly holdsBefore: readonly Hold[];
  readonly holdsAfter: readonly Hold[];
  readonly fault: Fault | null;
  readonly groupCode: (groupId: string) => number | string | undefined;
}

export interface PlannedCall {
  vendor: Vendor;
  operation: string;
  /** Every course, group and user the call names. */
  names: readonly string[];
}

const MOST_FAULTS = 1000;
export const NO_FAULT: Plan = {
  beforeMs: 0,
  afterMs: 0,
  holdsBefore: [],
  holdsAfter: [],
  fault: null,
  groupCode: () => undefined,
};

interface Entry {
  readonly fault: Fault;
  happened: number;
  /** Only kind hold has one. */
  readonly hold: Hold | null;
}

/**
 * The faults in force. All delays that fit a call add up, all holds must be released, all group codes count,
 * and of the other kinds the one added first happens.
 */
export class Faults {
  readonly #active = new Map<string, Entry>();
  readonly #random: () => number;
  #added = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Returns the id to remove it by. Throws when the fault makes no sense, naming every problem. */
  add(fault: Fault): string {
    const checked = parseFault(fault);
    if (this.#active.size >= MOST_FAULTS)
      throw new Error(`There are ${MOST_FAULTS} faults already: clear some first.`);
    this.#added += 1;
    const id = `fault-${this.#added}`;
    this.#active.set(id, { fault: checked, happened: 0, hold: checked.kind === "hold" ? new Hold() : null });
    return id;
  }

  /** Calls that it holds go on. */
  remove(id: string): boolean {
    this.#active.get(id)?.hold?.release();
    return this.#active.delete(id);
  }

  /** Ends the fault and lets the calls that it holds go on. Returns how many they were. */
  release(id: string): number {
    const hold = this.#active.get(id)?.hold;
    if (!hold) throw new Error(`No fault ${id} holds calls.`);
    this.#active.delete(id);
    return hold.release();
  }

  /** How many calls the fault holds now; none once it has ended. */
  held(id: string): number {
    return this.#active.get(id)?.hold?.size ?? 0;
  }

  /** Calls that any of them holds go on. */
  clear(): void {
    for (const { hold } of this.#active.values()) hold?.release();
    this.#active.clear();
  }

  list(): readonly NamedFault[] {
    return [...this.#active].map(([id, { fault, happened, hold }]) => ({
      id,
      fault,
      happened,
      ...(hold !== null && { held: hold.size }),
    }));
  }

  /** For the server: which faults happen to this call. Asking uses up those that count their times. */
  plan(call: PlannedCall): Plan {
    if (this.#active.size === 0) return NO_FAULT;
    let [beforeMs, afterMs] = [0, 0];
    let chosen: Fault | null = null;
    const groupCodes: Fault[] = [];
    const holdsBefore: Hold[] = [];
    const holdsAfter: Hold[] = [];
    for (const [id, entry] of this.#active) {
      const { fault } = entry;
      const disrupts = !["delay", "hold", "group-code"].includes(fault.kind);
      if ((disrupts && chosen !== null) || isUsedUp(entry) || !fits(fault, call)) continue;
      if (fault.share !== undefined && this.#random() >= fault.share) continue;
      this.#happens(id, entry);
      const waitMs = (fault.delayMs ?? 0) + (fault.jitterMs ? this.#random() * fault.jitterMs : 0);
      if (fault.stage === "after") afterMs += waitMs;
      else beforeMs += waitMs;
      if (entry.hold !== null) (fault.stage === "after" ? holdsAfter : holdsBefore).push(entry.hold);
      if (disrupts) chosen = fault;
      if (fault.kind === "group-code") groupCodes.push(fault);
    }
    const groupCode = (groupId: string) => {
      const fault = groupCodes.find(({ target }) => target === undefined || target === groupId);
      return fault && (fault.code ?? 10010);
    };
    return { beforeMs, afterMs, holdsBefore, holdsAfter, fault: chosen, groupCode };
  }

  #happens(id: string, entry: Entry): void {
    entry.happened += 1;
    // A hold stays until it is released: without it, nobody could release its calls.
    if (entry.hold === null && isUsedUp(entry)) this.#active.delete(id);
  }
}

const isUsedUp = ({ fault: { times }, happened }: Entry): boolean => times !== undefined && happened >= times;

const fits = (fault: Fault, { vendor, operation, names }: PlannedCall): boolean =>
  (fault.vendor === undefined || fault.vendor === vendor) &&
  (fault.operation === undefined || fault.operation === operation) &&
  (fault.target === undefined || names.includes(fault.target)) &&
  (fault.kind !== "group-code" || operation === "get_group_info");
