import { type GiveBack, LaneQueue } from "./lane-queue.js";
import type { ListNode } from "./linked-list.js";

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

/** A waiting entry. `who` is the owner's; everything else belongs to the queue. */
export class Entry<Who> {
  readonly who: Who;
  lane: Lane;
  operation: string | null;
  /** Where it stands in each of its callers' queues. Empty once it has left. */
  readonly nodes = new Map<string | null, ListNode<Entry<Who>>>();

  constructor(who: Who, { lane, operation }: Turn) {
    this.who = who;
    this.lane = lane;
    this.operation = operation;
  }
}

/**
 * Decides who is served next. Interactive entries go before bulk ones, which still get their tenth. Within a lane the caller
 * who holds least is next, and callers who hold the same take turns. So callers who want more than there is come to hold the
 * same, and one who comes late does not wait for that. Within a caller its operations take turns; within an operation the
 * oldest entry is first.
 *
 * Whoever is served holds one more until it is given back. What a caller holds in one lane does not count in the other.
 *
 * An entry with several callers stands in the queue of each of them. The caller whose turn comes first pays for it: that
 * caller holds one more. So a caller who holds nothing is served after at most one turn of each other waiting caller,
 * whatever those share, and an entry never waits longer because somebody shares it.
 *
 * Knows nothing of time. Nothing is kept of callers who neither wait nor hold anything.
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
   * How many would be served before an entry that joined now, if nobody else came or left and nothing was given back. Exact
   * unless an entry has several callers; then never too low.
   */
  ahead({ lane, callers, operation }: Turn): number {
    const { interactive, bulk } = this.#lanes;
    const inLane = this.#lanes[lane].ahead(callers, operation);
    return lane === "interactive"
      ? inLane + Math.min(bulk.size, Math.floor((this.#inARow + inLane) / INTERACTIVE_IN_A_ROW))
      : inLane + Math.min(interactive.size, INTERACTIVE_IN_A_ROW * (inLane + 1) - this.#inARow);
  }

  join(turn: Turn, who: Who): Entry<Who> {
    const place = new Entry(who, turn);
    this.#lanes[turn.lane].add(place, turn.callers);
    return place;
  }

  /** Others share a waiting entry now: it keeps its place, and stands in their queues too. A change of lane makes it join anew. */
  share(place: Entry<Who>, turn: Turn): void {
    if (place.nodes.size === 0) return;
    if (place.lane !== turn.lane) {
      this.leave(place);
      place.lane = turn.lane;
      place.operation = turn.operation;
    }
    this.#lanes[place.lane].add(place, turn.callers);
  }

  /** Harmless where the entry has left already. */
  leave(place: Entry<Who>): void {
    this.#lanes[place.lane].remove(place);
  }

  /** Who is next; they stay in the queue. */
  first(): Entry<Who> | undefined {
    return this.#next().first();
  }

  /** Serves who is next: they leave, and hold one more. */
  serve(): GiveBack {
    const lane = this.#next();
    const { interactive, bulk } = this.#lanes;
    this.#inARow = lane === interactive && bulk.size > 0 ? this.#inARow + 1 : 0;
    return lane.serve();
  }

  /** Serves somebody who did not have to wait. */
  serveAtOnce({ lane, callers }: Turn): GiveBack {
    return this.#lanes[lane].hold(callers);
  }

  #next(): LaneQueue<Who> {
    const { interactive, bulk } = this.#lanes;
    if (bulk.size === 0) return interactive;
    if (interactive.size === 0) return bulk;
    return this.#inARow >= INTERACTIVE_IN_A_ROW ? bulk : interactive;
  }
}
