import type { Entry } from "./fair-queue.js";
import { LinkedList, type ListNode } from "./linked-list.js";
import { RoundRobin } from "./round-robin.js";

/** Ends what was served: its caller holds one permit fewer. Must be called once for each permit. */
export type GiveBack = () => void;

/** Null: all unknown callers together. */
type Caller = string | null;

const UNKNOWN_CALLER: readonly Caller[] = [null];

const keysOf = (callers: readonly string[]): readonly Caller[] =>
  callers.length === 0 ? UNKNOWN_CALLER : callers;

/** One lane of a fair queue. */
export class LaneQueue<Who> {
  /** All callers that wait or hold a permit. */
  readonly #callers = new Map<Caller, CallerQueue<Who>>();
  /**
   * Waiting callers by the number of permits they hold. There are few levels to scan: callers on twenty different levels
   * hold at least 190 permits together.
   */
  readonly #levels = new Map<number, RoundRobin<Caller, CallerQueue<Who>>>();
  #size = 0;

  /** The number of entries. One with several callers counts once. */
  get size(): number {
    return this.#size;
  }

  ahead(callers: readonly string[], operation: string | null): number {
    // The caller whose turn comes first counts. Shared entries are counted once per caller, so `#size` caps the result.
    return keysOf(callers).reduce(
      (least, caller) => Math.min(least, this.#aheadOf(caller, operation)),
      this.#size,
    );
  }

  add(entry: Entry<Who>, callers: readonly string[]): void {
    if (entry.nodes.size === 0) this.#size += 1;
    for (const caller of keysOf(callers)) {
      if (entry.nodes.has(caller)) continue;
      const queue = this.#queueOf(caller);
      if (queue.size === 0) this.#enter(caller, queue);
      entry.nodes.set(caller, queue.add(entry));
    }
  }

  remove(entry: Entry<Who>): void {
    if (entry.nodes.size === 0) return;
    for (const [caller, node] of entry.nodes) {
      const queue = this.#queueOf(caller);
      queue.remove(node);
      if (queue.size === 0) this.#exit(caller, queue);
      this.#forgetIfIdle(caller, queue);
    }
    entry.nodes.clear();
    this.#size -= 1;
  }

  first(): Entry<Who> | undefined {
    return this.#next()?.[1].first();
  }

  serve(): GiveBack {
    const next = this.#next();
    const entry = next?.[1].first();
    if (next === undefined || entry === undefined) throw new Error("The queue is empty.");
    const [caller, queue] = next;
    this.remove(entry);
    queue.passOn(entry.operation);
    return this.#hold(caller);
  }

  /** The caller that holds the fewest permits holds one more. */
  hold(callers: readonly string[]): GiveBack {
    const held = (caller: Caller) => this.#callers.get(caller)?.held ?? 0;
    return this.#hold(keysOf(callers).reduce((least, one) => (held(one) < held(least) ? one : least)));
  }

  #hold(caller: Caller): GiveBack {
    this.#changeHeld(caller, 1);
    const queue = this.#queueOf(caller);
    // One function for all permits of the caller, because thousands may be out.
    return (queue.giveBack ??= () => this.#changeHeld(caller, -1));
  }

  #changeHeld(caller: Caller, by: 1 | -1): void {
    const queue = this.#queueOf(caller);
    if (queue.size > 0) this.#exit(caller, queue);
    queue.held += by;
    if (queue.size > 0) this.#enter(caller, queue);
    this.#forgetIfIdle(caller, queue);
  }

  #next(): readonly [Caller, CallerQueue<Who>] | undefined {
    return this.#levels.get(Math.min(...this.#levels.keys()))?.first();
  }

  #queueOf(caller: Caller): CallerQueue<Who> {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const queue = new CallerQueue<Who>();
    this.#callers.set(caller, queue);
    return queue;
  }

  #forgetIfIdle(caller: Caller, { size, held }: CallerQueue<Who>): void {
    if (size === 0 && held === 0) this.#callers.delete(caller);
  }

  /** Puts the caller behind those that hold equally many. */
  #enter(caller: Caller, queue: CallerQueue<Who>): void {
    const level = this.#levels.get(queue.held) ?? new RoundRobin();
    this.#levels.set(queue.held, level);
    level.add(caller, queue);
  }

  #exit(caller: Caller, { held }: CallerQueue<Who>): void {
    const level = this.#levels.get(held);
    level?.delete(caller);
    if (level?.size === 0) this.#levels.delete(held);
  }

  /** Turns before an entry of this caller that joined now. */
  #aheadOf(caller: Caller, operation: string | null): number {
    const queue = this.#callers.get(caller);
    const own = queue?.ahead(operation) ?? 0;
    const held = queue?.held ?? 0;
    let turns = own;
    for (const [level, callers] of this.#levels) {
      // Callers with more permits are before this caller when it reaches their level; callers with fewer come behind it.
      let isBefore = level >= held;
      for (const [other, { size }] of callers) {
        if (other === caller) isBefore = false;
        else turns += Math.min(size, Math.max(0, held + own - level + (isBefore ? 1 : 0)));
      }
    }
    return turns;
  }
}

/** One caller's entries, by operation. */
class CallerQueue<Who> {
  held = 0;
  giveBack: GiveBack | null = null;
  readonly #operations = new RoundRobin<string | null, LinkedList<Entry<Who>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** This caller's turns before an entry that joined now. */
  ahead(operation: string | null): number {
    const own = this.#operations.get(operation)?.size ?? 0;
    return own + this.#operations.turnsOfOthers(operation, own);
  }

  add(entry: Entry<Who>): ListNode<Entry<Who>> {
    const { operation } = entry;
    const entries = this.#operations.get(operation) ?? this.#operations.add(operation, new LinkedList());
    this.#size += 1;
    return entries.push(entry);
  }

  remove(node: ListNode<Entry<Who>>): void {
    const { operation } = node.value;
    const entries = this.#operations.get(operation);
    entries?.remove(node);
    if (entries?.size === 0) this.#operations.delete(operation);
    this.#size -= 1;
  }

  first(): Entry<Who> | undefined {
    return this.#operations.first()?.[1].first();
  }

  passOn(operation: string | null): void {
    this.#operations.moveToEnd(operation);
  }
}
