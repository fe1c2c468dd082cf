import type { Vendor } from "./calls.js";
import { type Fault, parseFault } from "./fault.js";
import { Hold } from "./hold.js";

export interface NamedFault {
  readonly id: string;
  readonly fault: Fault;
  /** The number of calls it has affected. */
  readonly happened: number;
  /** For kind hold only: the number of calls held now. */
  readonly held?: number;
}

/** The faults of one call. */
export interface Plan {
  /** Delays before and after the change is made. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Holds before and after the change is made. */
  readonly holdsBefore: readonly Hold[];
  readonly holdsAfter: readonly Hold[];
  readonly fault: Fault | null;
  /** The code of one group or student in the answer. */
  readonly itemCode: (id: string) => number | string | undefined;
}

export interface PlannedCall {
  vendor: Vendor;
  operation: string;
  /** Every course, group and user the call names. */
  names: readonly string[];
}

const MAX_FAULTS = 1000;
export const NO_FAULT: Plan = {
  beforeMs: 0,
  afterMs: 0,
  holdsBefore: [],
  holdsAfter: [],
  fault: null,
  itemCode: () => undefined,
};

/** The faults of single items: the only call they affect, and the code if the fault has none. */
const ITEM_CODES: ReadonlyMap<Fault["kind"], { operation: string; code: number }> = new Map([
  ["group-code", { operation: "get_group_info", code: 10010 }],
  ["student-code", { operation: "modifyCourseStudentNickName", code: 110100067 }],
]);

interface Entry {
  readonly fault: Fault;
  happened: number;
  /** Only kind hold has one. */
  readonly hold: Hold | null;
}

/**
 * The active faults. If several match a call, their delays add up, all their holds must be released and all their
 * codes of items apply. Of all other kinds, only the first one added takes effect.
 */
export class Faults {
  readonly #active = new Map<string, Entry>();
  readonly #random: () => number;
  #added = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Returns the fault's id. Throws if the fault is invalid; the error lists every problem. */
  add(fault: Fault): string {
    const checked = parseFault(fault);
    if (this.#active.size >= MAX_FAULTS)
      throw new Error(`There are already ${MAX_FAULTS} faults. Remove some first.`);
    this.#added += 1;
    const id = `fault-${this.#added}`;
    this.#active.set(id, { fault: checked, happened: 0, hold: checked.kind === "hold" ? new Hold() : null });
    return id;
  }

  /** Removes a fault. Calls that it holds continue. */
  remove(id: string): boolean {
    this.#active.get(id)?.hold?.release();
    return this.#active.delete(id);
  }

  /** Removes a hold and lets its calls continue. Returns their number. */
  release(id: string): number {
    const hold = this.#active.get(id)?.hold;
    if (!hold) throw new Error(`No fault ${id} holds calls.`);
    this.#active.delete(id);
    return hold.release();
  }

  /** The number of calls that the fault holds now. */
  held(id: string): number {
    return this.#active.get(id)?.hold?.size ?? 0;
  }

  /** Removes all faults. Calls that they hold continue. */
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

  /** For the server: the faults of this call. Counts as one use of each fault that has a number of times. */
  plan(call: PlannedCall): Plan {
    if (this.#active.size === 0) return NO_FAULT;
    let [beforeMs, afterMs] = [0, 0];
    let chosen: Fault | null = null;
    const itemCodes: Fault[] = [];
    const holdsBefore: Hold[] = [];
    const holdsAfter: Hold[] = [];
    for (const [id, entry] of this.#active) {
      const { fault } = entry;
      const disrupts = fault.kind !== "delay" && fault.kind !== "hold" && !ITEM_CODES.has(fault.kind);
      if ((disrupts && chosen !== null) || isUsedUp(entry) || !fits(fault, call)) continue;
      if (fault.share !== undefined && this.#random() >= fault.share) continue;
      this.#countUse(id, entry);
      const waitMs = (fault.delayMs ?? 0) + (fault.jitterMs ? this.#random() * fault.jitterMs : 0);
      if (fault.stage === "after") afterMs += waitMs;
      else beforeMs += waitMs;
      if (entry.hold !== null) (fault.stage === "after" ? holdsAfter : holdsBefore).push(entry.hold);
      if (disrupts) chosen = fault;
      if (ITEM_CODES.has(fault.kind)) itemCodes.push(fault);
    }
    const itemCode = (id: string) => {
      const fault = itemCodes.find(({ target }) => target === undefined || target === id);
      return fault && (fault.code ?? ITEM_CODES.get(fault.kind)?.code);
    };
    return { beforeMs, afterMs, holdsBefore, holdsAfter, fault: chosen, itemCode };
  }

  #countUse(id: string, entry: Entry): void {
    entry.happened += 1;
    // A hold stays until it is released, because its calls are released through it.
    if (entry.hold === null && isUsedUp(entry)) this.#active.delete(id);
  }
}

const isUsedUp = ({ fault: { times }, happened }: Entry): boolean => times !== undefined && happened >= times;

const fits = (fault: Fault, { vendor, operation, names }: PlannedCall): boolean =>
  (fault.vendor === undefined || fault.vendor === vendor) &&
  (fault.operation === undefined || fault.operation === operation) &&
  (fault.target === undefined || names.includes(fault.target)) &&
  (ITEM_CODES.get(fault.kind)?.operation ?? operation) === operation;
