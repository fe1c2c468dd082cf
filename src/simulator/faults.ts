import type { Vendor } from "./calls.js";
import { type Fault, parseFault } from "./fault.js";

export interface NamedFault {
  readonly id: string;
  readonly fault: Fault;
  /** How often it has happened. */
  readonly happened: number;
}

/** What is to go wrong with one call. */
export interface Plan {
  /** Waits before the change is made, and after it. */
  readonly beforeMs: number;
  readonly afterMs: number;
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
export const NO_FAULT: Plan = { beforeMs: 0, afterMs: 0, fault: null, groupCode: () => undefined };

/**
 * The faults in force. All delays that fit a call add up, all group codes count,
 * and of the other kinds the one added first happens.
 */
export class Faults {
  readonly #active = new Map<string, { fault: Fault; happened: number }>();
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
    this.#active.set(id, { fault: checked, happened: 0 });
    return id;
  }

  remove(id: string): boolean {
    return this.#active.delete(id);
  }

  clear(): void {
    this.#active.clear();
  }

  list(): readonly NamedFault[] {
    return [...this.#active].map(([id, entry]) => ({ id, ...entry }));
  }

  /** For the server: which faults happen to this call. Asking uses up those that count their times. */
  plan(call: PlannedCall): Plan {
    if (this.#active.size === 0) return NO_FAULT;
    let [beforeMs, afterMs] = [0, 0];
    let chosen: Fault | null = null;
    const groupCodes: Fault[] = [];
    for (const [id, entry] of this.#active) {
      const { fault } = entry;
      const disrupts = fault.kind !== "delay" && fault.kind !== "group-code";
      if ((disrupts && chosen !== null) || !fits(fault, call)) continue;
      if (fault.share !== undefined && this.#random() >= fault.share) continue;
      this.#happens(id, entry);
      const waitMs = (fault.delayMs ?? 0) + (fault.jitterMs ? this.#random() * fault.jitterMs : 0);
      if (fault.stage === "after") afterMs += waitMs;
      else beforeMs += waitMs;
      if (disrupts) chosen = fault;
      if (fault.kind === "group-code") groupCodes.push(fault);
    }
    const groupCode = (groupId: string) => {
      const fault = groupCodes.find(({ target }) => target === undefined || target === groupId);
      return fault && (fault.code ?? 10010);
    };
    return { beforeMs, afterMs, fault: chosen, groupCode };
  }

  #happens(id: string, entry: { fault: Fault; happened: number }): void {
    entry.happened += 1;
    if (entry.fault.times !== undefined && entry.happened >= entry.fault.times) this.#active.delete(id);
  }
}

const fits = (fault: Fault, { vendor, operation, names }: PlannedCall): boolean =>
  (fault.vendor === undefined || fault.vendor === vendor) &&
  (fault.operation === undefined || fault.operation === operation) &&
  (fault.target === undefined || names.includes(fault.target)) &&
  (fault.kind !== "group-code" || operation === "get_group_info");
