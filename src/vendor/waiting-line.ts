/** Somebody waits for the answer (`interactive`), or nobody does right now (`bulk`). */
export type Lane = "interactive" | "bulk";

/** Where somebody stands. */
export interface Place<Who> {
  readonly lane: Lane;
  /** Whose turn it counts as; those of one caller are served in the order in which they came. */
  readonly caller: string | null;
  readonly who: Who;
}

/** While both lanes wait, one slot goes to bulk after so many to interactive: bulk always gets a tenth. */
const INTERACTIVE_IN_A_ROW = 9;

/** Who is served next. Knows nothing of time. */
export class WaitingLine<Who> {
  readonly #lanes = { interactive: new LaneLine<Who>(), bulk: new LaneLine<Who>() };
  /** Interactive ones served since bulk last was, or began to wait. */
  #inARow = 0;

  get size(): number {
    return this.#lanes.interactive.size + this.#lanes.bulk.size;
  }

  sizeOf(lane: Lane): number {
    return this.#lanes[lane].size;
  }

  /** How many would be served before one who joined now, if nobody else came. */
  ahead(lane: Lane, caller: string | null): number {
    const { interactive, bulk } = this.#lanes;
    const inLane = this.#lanes[lane].ahead(caller);
    return lane === "interactive"
      ? inLane + Math.min(bulk.size, Math.floor((this.#inARow + inLane) / INTERACTIVE_IN_A_ROW))
      : inLane + Math.min(interactive.size, INTERACTIVE_IN_A_ROW * (inLane + 1) - this.#inARow);
  }

  join(lane: Lane, caller: string | null, who: Who): Place<Who> {
    const place = { lane, caller, who };
    this.#lanes[lane].join(place);
    return place;
  }

  leave(place: Place<Who>): void {
    this.#lanes[place.lane].leave(place);
  }

  /** Who is next; they stay in the line. */
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

  #next(): LaneLine<Who> {
    const { interactive, bulk } = this.#lanes;
    if (bulk.size === 0) return interactive;
    if (interactive.size === 0) return bulk;
    return this.#inARow >= INTERACTIVE_IN_A_ROW ? bulk : interactive;
  }
}

/** One lane: callers take turns, so that one who asks for much does not hold up the others. */
class LaneLine<Who> {
  /** In the order of their turns; Sets, so that one who leaves is taken out without a search. */
  readonly #callers = new Map<string | null, Set<Place<Who>>>();
  size = 0;

  /** The n-th of a caller comes after n turns of those before them in the ring, and n - 1 of those behind. */
  ahead(caller: string | null): number {
    const own = this.#callers.get(caller)?.size ?? 0;
    if (own === 0) return this.#callers.size;
    let turns = own + 1;
    let ahead = own;
    for (const [other, places] of this.#callers) {
      if (other === caller) turns = own;
      else ahead += Math.min(places.size, turns);
    }
    return ahead;
  }

  join(place: Place<Who>): void {
    const places = this.#callers.get(place.caller);
    if (places === undefined) this.#callers.set(place.caller, new Set([place]));
    else places.add(place);
    this.size += 1;
  }

  leave(place: Place<Who>): void {
    const places = this.#callers.get(place.caller);
    if (places === undefined || !places.delete(place)) return;
    this.size -= 1;
    if (places.size === 0) this.#callers.delete(place.caller);
  }

  first(): Place<Who> | undefined {
    for (const places of this.#callers.values()) for (const place of places) return place;
    return undefined;
  }

  serve(): void {
    const place = this.first();
    if (place === undefined) return;
    this.leave(place);
    const others = this.#callers.get(place.caller);
    if (others === undefined) return;
    this.#callers.delete(place.caller);
    this.#callers.set(place.caller, others);
  }
}
