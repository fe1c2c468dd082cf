import { type GiveBack, LaneQueue } from "./lane-queue.js";
import type { ListNode } from "./linked-list.js";

/** `interactive`: a client waits for the answer. `bulk`: background work. */
export type Lane = "interactive" | "bulk";

/** Whose turn a call takes. */
export interface Turn {
  readonly lane: Lane;
  /** Usually one; several if requests share the call. All calls without a caller count as one caller's. */
  readonly callers: readonly string[];
  /** The bulk operation that the call belongs to; null for all other calls. */
  readonly operation: string | null;
}

/** While both lanes wait, bulk gets one turn after this many interactive turns, so it always gets a tenth. */
const INTERACTIVE_IN_A_ROW = 9;

/** A waiting entry. `who` belongs to the queue's user, the rest to the queue. */
export class Entry<Who> {
  readonly who: Who;
  lane: Lane;
  operation: string | null;
  /** Its node in the queue of each of its callers. Empty after it has left. */
  readonly nodes = new Map<string | null, ListNode<Entry<Who>>>();

  constructor(who: Who, { lane, operation }: Turn) {
    this.who = who;
    this.lane = lane;
    this.operation = operation;
  }
}

/**
 * Decides which call gets the next permit:
 * - Interactive entries come before bulk entries, which still get a tenth of the turns.
 * - Within a lane, the caller that holds the fewest permits is next. Callers that hold equally many take turns. So busy
 *   callers end up with equal numbers, and a new caller is served soon.
 * - A caller's operations take turns. Within an operation, the oldest entry is first.
 *
 * A served caller holds one more permit until it is given back. The lanes count separately.
 *
 * An entry with several callers is in the queue of each of them. The caller whose turn comes first pays for it: that
 * caller holds one more. So a caller that holds nothing is served after at most one turn of each other waiting caller,
 * and sharing an entry never makes it wait longer.
 *
 * The queue uses no clock. It forgets callers that neither wait nor hold anything.
 */
export class FairQueue<Who> {
  readonly #lanes = { interactive: new LaneQueue<Who>(), bulk: new LaneQueue<Who>() };
  /** Interactive entries served since bulk was last served or began to wait. */
  #inARow = 0;

  get size(): number {
    return this.#lanes.interactive.size + this.#lanes.bulk.size;
  }

  sizeOf(lane: Lane): number {
    return this.#lanes[lane].size;
  }

  /**
   * How many entries would be served before one that joined now, if no other entry came or left and no permit was given
   * back. Exact if each entry has one caller; otherwise it may be too high, never too low.
   */
  ahead({ lane, callers, operation }: Turn): number {
    const { interactive, bulk } = this.#lanes;
    const inLane = this.#lanes[lane].ahead(callers, operation);
    return lane === "interactive"
      ? inLane + Math.min(bulk.size, Math.floor((this.#inARow + inLane) / INTERACTIVE_IN_A_ROW))
      : inLane + Math.min(interactive.size, INTERACTIVE_IN_A_ROW * (inLane + 1) - this.#inARow);
  }

  join(turn: Turn, who: Who): Entry<Who> {
    const entry = new Entry(who, turn);
    this.#lanes[turn.lane].add(entry, turn.callers);
    return entry;
  }

  /** Adds a waiting entry to the queues of more callers. It keeps its place unless its lane changes; then it joins again. */
  share(entry: Entry<Who>, turn: Turn): void {
    if (entry.nodes.size === 0) return;
    if (entry.lane !== turn.lane) {
      this.leave(entry);
      entry.lane = turn.lane;
      entry.operation = turn.operation;
    }
    this.#lanes[entry.lane].add(entry, turn.callers);
  }

  /** Does nothing if the entry has already left. */
  leave(entry: Entry<Who>): void {
    this.#lanes[entry.lane].remove(entry);
  }

  /** The next entry. It stays in the queue. */
  first(): Entry<Who> | undefined {
    return this.#next().first();
  }

  /** Removes the next entry. Its caller holds one more permit. */
  serve(): GiveBack {
    const lane = this.#next();
    const { interactive, bulk } = this.#lanes;
    this.#inARow = lane === interactive && bulk.size > 0 ? this.#inARow + 1 : 0;
    return lane.serve();
  }

  /** Serves a call that did not have to wait. */
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
