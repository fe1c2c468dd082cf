import type { Entry } from "./fair-queue.js";
import { LinkedList, type ListNode } from "./linked-list.js";
import { RoundRobin } from "./round-robin.js";

/** What was served is over: its caller holds one less. Must be called once. */
export type GiveBack = () => void;

/** Null stands for all who are not known. */
type Caller = string | null;

const UNKNOWN_CALLER: readonly Caller[] = [null];

const keysOf = (callers: readonly string[]): readonly Caller[] =>
  callers.length === 0 ? UNKNOWN_CALLER : callers;

/** One lane of a fair queue. */
export class LaneQueue<Who> {
  /** Everybody who waits or holds something. */
  readonly #callers = new Map<Caller, CallerQueue<Who>>();
  /**
   * Those who wait, by how much they hold. Looking through all levels is cheap: callers on twenty levels hold 190 between
   * them, and nobody can hold more than there is.
   */
  readonly #levels = new Map<number, RoundRobin<Caller, CallerQueue<Who>>>();
  #size = 0;

  /** Entries; one with several callers counts once. */
  get size(): number {
    return this.#size;
  }

  ahead(callers: readonly string[], operation: string | null): number {
    // Whichever of the callers has its turn first counts. An entry with several callers was counted for each of them.
    return keysOf(callers).reduce(
      (least, caller) => Math.min(least, this.#aheadOf(caller, operation)),
      this.#size,
    );
  }

  add(place: Entry<Who>, callers: readonly string[]): void {
    if (place.nodes.size === 0) this.#size += 1;
    for (const caller of keysOf(callers)) {
      if (place.nodes.has(caller)) continue;
      const queue = this.#queueOf(caller);
      if (queue.size === 0) this.#enter(caller, queue);
      place.nodes.set(caller, queue.add(place));
    }
  }

  remove(place: Entry<Who>): void {
    if (place.nodes.size === 0) return;
    for (const [caller, node] of place.nodes) {
      const queue = this.#queueOf(caller);
      queue.remove(node);
      if (queue.size === 0) this.#exit(caller, queue);
      this.#forgetIfIdle(caller, queue);
    }
    place.nodes.clear();
    this.#size -= 1;
  }

  first(): Entry<Who> | undefined {
    return this.#next()?.[1].first();
  }

  serve(): GiveBack {
    const next = this.#next();
    const place = next?.[1].first();
    if (next === undefined || place === undefined) throw new Error("Nobody waits.");
    const [caller, queue] = next;
    this.remove(place);
    queue.passOn(place.operation);
    return this.#hold(caller);
  }

  /** Whichever of the callers holds least holds one more. */
  hold(callers: readonly string[]): GiveBack {
    const held = (caller: Caller) => this.#callers.get(caller)?.held ?? 0;
    return this.#hold(keysOf(callers).reduce((least, one) => (held(one) < held(least) ? one : least)));
  }

  #hold(caller: Caller): GiveBack {
    this.#changeHeld(caller, 1);
    return () => this.#changeHeld(caller, -1);
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

  /** Behind those who hold the same. */
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

  /** Turns before one of this caller who joined now. */
  #aheadOf(caller: Caller, operation: string | null): number {
    const queue = this.#callers.get(caller);
    const own = queue?.ahead(operation) ?? 0;
    const held = queue?.held ?? 0;
    let turns = own;
    for (const [level, callers] of this.#levels) {
      // Others with more are there already when this caller comes to hold as much; others with less come behind it.
      let isBefore = level >= held;
      for (const [other, { size }] of callers) {
        if (other === caller) isBefore = false;
        else turns += Math.min(size, Math.max(0, held + own - level + (isBefore ? 1 : 0)));
      }
    }
    return turns;
  }
}

/** Entries of one caller, by operation. */
class CallerQueue<Who> {
  held = 0;
  readonly #operations = new RoundRobin<string | null, LinkedList<Entry<Who>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Turns of this caller before one who joined now. */
  ahead(operation: string | null): number {
    const own = this.#operations.get(operation)?.size ?? 0;
    return own + this.#operations.turnsOfOthers(operation, own);
  }

  add(place: Entry<Who>): ListNode<Entry<Who>> {
    const { operation } = place;
    const places = this.#operations.get(operation) ?? this.#operations.add(operation, new LinkedList());
    this.#size += 1;
    return places.push(place);
  }

  remove(node: ListNode<Entry<Who>>): void {
    const { operation } = node.value;
    const places = this.#operations.get(operation);
    places?.remove(node);
    if (places?.size === 0) this.#operations.delete(operation);
    this.#size -= 1;
  }

  first(): Entry<Who> | undefined {
    return this.#operations.first()?.[1].first();
  }

  passOn(operation: string | null): void {
    this.#operations.moveToEnd(operation);
  }
}
