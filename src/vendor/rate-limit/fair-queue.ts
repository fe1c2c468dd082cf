import { LinkedList, type ListNode } from "./linked-list.js";
import { RoundRobin } from "./round-robin.js";

/** Somebody waits for the answer (`interactive`), or nobody does right now (`bulk`). */
export type Lane = "interactive" | "bulk";

/** Whose turn a call takes. */
export interface Turn {
  readonly lane: Lane;
  /** Usually one; several where requests share the call. Calls of unknown callers (none given) take turns as one caller. */
  readonly callers: readonly string[];
  /** The bulk operation that the call belongs to; null for all other calls. */
  readonly operation: string | null;
}

/** While both lanes wait, one turn goes to bulk after so many to interactive: bulk always gets a tenth. */
const INTERACTIVE_IN_A_ROW = 9;

const UNKNOWN_CALLER = [null];

/** A waiting entry. `who` is the owner's; everything else belongs to the queue. */
export class Place<Who> {
  readonly who: Who;
  lane: Lane;
  operation: string | null;
  /** Where it stands in each of its callers' queues. Empty once it has left. */
  readonly nodes = new Map<string | null, ListNode<Place<Who>>>();

  constructor(who: Who, { lane, operation }: Turn) {
    this.who = who;
    this.lane = lane;
    this.operation = operation;
  }
}

/**
 * Decides who is served next. Interactive entries go before bulk ones, which still get their tenth. Within a lane callers
 * take turns; within a caller its operations do; within an operation the oldest entry is first.
 *
 * An entry with several callers stands in the queue of each of them. The caller whose turn comes first pays for it with that
 * turn. So a caller that waits is served after at most one turn of each other waiting caller, whatever those share, and an
 * entry never waits longer because somebody shares it.
 *
 * Knows nothing of time. Nothing is kept of callers who do not wait.
 */
export class FairQueue<Who> {
  readonly #lanes = { interactive: new LaneQueue<Who>(), bulk: new LaneQueue<Who>() };
  /** Interactive entries served since bulk last was, or began to wait. */
  #inARow = 0;

  get size(): number {
    return this.#lanes.interactive.size + this.#lanes.bulk.size;
  }

  sizeOf(lane: Lane): number {
    return this.#lanes[lane].size;
  }

  /**
   * How many would be served before an entry that joined now, if nobody else came or left. Exact unless an entry has several
   * callers; then never too low.
   */
  ahead({ lane, callers, operation }: Turn): number {
    const { interactive, bulk } = this.#lanes;
    const inLane = this.#lanes[lane].ahead(keysOf(callers), operation);
    return lane === "interactive"
      ? inLane + Math.min(bulk.size, Math.floor((this.#inARow + inLane) / INTERACTIVE_IN_A_ROW))
      : inLane + Math.min(interactive.size, INTERACTIVE_IN_A_ROW * (inLane + 1) - this.#inARow);
  }

  join(turn: Turn, who: Who): Place<Who> {
    const place = new Place(who, turn);
    this.#lanes[turn.lane].add(place, keysOf(turn.callers));
    return place;
  }

  /** Others share a waiting entry now: it keeps its place, and stands in their queues too. A change of lane makes it join anew. */
  share(place: Place<Who>, turn: Turn): void {
    if (place.nodes.size === 0) return;
    if (place.lane !== turn.lane) {
      this.leave(place);
      place.lane = turn.lane;
      place.operation = turn.operation;
    }
    this.#lanes[place.lane].add(place, keysOf(turn.callers));
  }

  /** Harmless where the entry has left already. */
  leave(place: Place<Who>): void {
    this.#lanes[place.lane].remove(place);
  }

  /** Who is next; they stay in the queue. */
  first(): Place<Who> | undefined {
    return this.#next().first();
  }

  /** Serves who is next: they leave, and the turn passes on. */
  serve(): void {
    const lane = this.#next();
    const { interactive, bulk } = this.#lanes;
    this.#inARow = lane === interactive && bulk.size > 0 ? this.#inARow + 1 : 0;
    lane.serve();
  }

  #next(): LaneQueue<Who> {
    const { interactive, bulk } = this.#lanes;
    if (bulk.size === 0) return interactive;
    if (interactive.size === 0) return bulk;
    return this.#inARow >= INTERACTIVE_IN_A_ROW ? bulk : interactive;
  }
}

const keysOf = (callers: readonly string[]): readonly (string | null)[] =>
  callers.length === 0 ? UNKNOWN_CALLER : callers;

/** One lane, by caller. */
class LaneQueue<Who> {
  readonly #callers = new RoundRobin<string | null, CallerQueue<Who>>();
  #size = 0;

  /** Entries; one with several callers counts once. */
  get size(): number {
    return this.#size;
  }

  ahead(callers: readonly (string | null)[], operation: string | null): number {
    // Whichever of the callers has its turn first counts; the one with the fewest turns before it is a good guess.
    let [caller, own] = [callers[0] ?? null, Number.POSITIVE_INFINITY];
    for (const one of callers) {
      const turns = this.#callers.get(one)?.ahead(operation) ?? 0;
      if (turns < own) [caller, own] = [one, turns];
    }
    // An entry with several callers was counted for each of them.
    return Math.min(this.#size, own + this.#callers.turnsOfOthers(caller, own));
  }

  add(place: Place<Who>, callers: readonly (string | null)[]): void {
    if (place.nodes.size === 0) this.#size += 1;
    for (const caller of callers) {
      if (place.nodes.has(caller)) continue;
      const queue = this.#callers.get(caller) ?? this.#callers.add(caller, new CallerQueue());
      place.nodes.set(caller, queue.add(place));
    }
  }

  remove(place: Place<Who>): void {
    if (place.nodes.size === 0) return;
    for (const [caller, node] of place.nodes) {
      const queue = this.#callers.get(caller);
      queue?.remove(node);
      if (queue?.size === 0) this.#callers.delete(caller);
    }
    place.nodes.clear();
    this.#size -= 1;
  }

  first(): Place<Who> | undefined {
    return this.#callers.first()?.[1].first();
  }

  serve(): void {
    const next = this.#callers.first();
    const place = next?.[1].first();
    if (next === undefined || place === undefined) return;
    const [caller, queue] = next;
    this.remove(place);
    queue.passOn(place.operation);
    this.#callers.moveToEnd(caller);
  }
}

/** Entries of one caller, by operation. */
class CallerQueue<Who> {
  readonly #operations = new RoundRobin<string | null, LinkedList<Place<Who>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Turns of this caller before one who joined now. */
  ahead(operation: string | null): number {
    const own = this.#operations.get(operation)?.size ?? 0;
    return own + this.#operations.turnsOfOthers(operation, own);
  }

  add(place: Place<Who>): ListNode<Place<Who>> {
    const { operation } = place;
    const places = this.#operations.get(operation) ?? this.#operations.add(operation, new LinkedList());
    this.#size += 1;
    return places.push(place);
  }

  remove(node: ListNode<Place<Who>>): void {
    const { operation } = node.value;
    const places = this.#operations.get(operation);
    places?.remove(node);
    if (places?.size === 0) this.#operations.delete(operation);
    this.#size -= 1;
  }

  first(): Place<Who> | undefined {
    return this.#operations.first()?.[1].first();
  }

  passOn(operation: string | null): void {
    this.#operations.moveToEnd(operation);
  }
}
