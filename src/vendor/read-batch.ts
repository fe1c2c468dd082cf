import { setMaxListeners } from "node:events";
import { type CallContext, callContext } from "./call-context.js";
import type { Clock } from "./clock.js";
import { orWhenTimeIsUp } from "./timeout.js";

/** Far below what a vendor's answer takes, and long enough for a busy server to hear of dozens of requests. */
const GATHER_MS = 5;

/** What one key needs, and who waits for it. */
interface Wanted<Field extends string, Read> {
  readonly fields: Set<Field>;
  readonly contexts: CallContext[];
  readonly read: Promise<Read>;
  readonly settle: (read: Promise<Read>) => void;
}

export interface ReadBatchDeps<Field extends string, Read> {
  readonly clock: Clock;
  /** Reads all keys with these fields; every key is in the answer. */
  readonly fetch: (
    keys: readonly string[],
    fields: ReadonlySet<Field>,
    context: CallContext,
  ) => Promise<ReadonlyMap<string, Read>>;
  /** What is answered to whoever's time is up before the vendor's answer is there. */
  readonly late: () => Read;
  /** Told of each batch that is sent: how many keys it reads, and how many reads wait for them. */
  readonly onBatch?: (batch: { keys: number; reads: number }) => void;
  /** Told whenever nothing is gathered or on its way any more. */
  readonly onIdle?: () => void;
}

/**
 * Gathers reads of all requests of this process, and sends what a turn of the event loop, or a few milliseconds, gathered
 * in as few calls as there can be. All calls are made in the name of one administrator, so requests may share them.
 *
 * A key that is being read with all the fields that are wanted is not read again, unless `forget` said meanwhile that a
 * write to it is over: such a read may have been answered before the write was.
 */
export class ReadBatch<Field extends string, Read> {
  readonly #deps: ReadBatchDeps<Field, Read>;
  readonly #gathered = new Map<string, Wanted<Field, Read>>();
  readonly #inFlight = new Map<string, Wanted<Field, Read>>();

  constructor(deps: ReadBatchDeps<Field, Read>) {
    this.#deps = deps;
  }

  read(
    keys: readonly string[],
    fields: ReadonlySet<Field>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, Read>> {
    const { clock, late } = this.#deps;
    const reads = keys.map(async (key) => {
      const wanted = this.#joined(key, fields) ?? this.#gather(key, fields, context);
      return [key, await wanted.read] as const;
    });
    const all = Promise.all(reads).then((entries) => new Map(entries));
    return orWhenTimeIsUp(clock, context, all, () => new Map(keys.map((key) => [key, late()])));
  }

  /** A write to this key is over: reads that began before must not be joined any more. */
  forget(key: string): void {
    this.#inFlight.delete(key);
  }

  #joined(key: string, fields: ReadonlySet<Field>): Wanted<Field, Read> | undefined {
    const running = this.#inFlight.get(key);
    return running !== undefined && [...fields].every((field) => running.fields.has(field))
      ? running
      : undefined;
  }

  #gather(key: string, fields: ReadonlySet<Field>, context: CallContext): Wanted<Field, Read> {
    if (this.#gathered.size === 0) this.#sendSoon();
    const wanted = this.#gathered.get(key) ?? newlyWanted<Field, Read>();
    for (const field of fields) wanted.fields.add(field);
    wanted.contexts.push(context);
    this.#gathered.set(key, wanted);
    return wanted;
  }

  /** At the end of this turn; a little later while another call is on its way, since many then come one by one. */
  #sendSoon(): void {
    if (this.#inFlight.size === 0) setImmediate(() => this.#send());
    else this.#deps.clock.after(GATHER_MS, () => this.#send());
  }

  #send(): void {
    const sent = new Map(this.#gathered);
    this.#gathered.clear();
    const fields = new Set<Field>();
    for (const wanted of sent.values()) for (const field of wanted.fields) fields.add(field);
    for (const [key, wanted] of sent) this.#inFlight.set(key, { ...wanted, fields });
    const contexts = [...sent.values()].flatMap((wanted) => wanted.contexts);
    this.#deps.onBatch?.({ keys: sent.size, reads: contexts.length });
    const answers = this.#deps.fetch([...sent.keys()], fields, contextOf(contexts, this.#deps.clock));
    for (const [key, wanted] of sent) {
      wanted.settle(answers.then((reads) => reads.get(key) ?? this.#deps.late()));
    }
    const settled = () => this.#arrived(sent);
    answers.then(settled, settled);
  }

  #arrived(sent: ReadonlyMap<string, Wanted<Field, Read>>): void {
    // A later read of the same key may have taken the place of this one.
    for (const [key, { read }] of sent)
      if (this.#inFlight.get(key)?.read === read) this.#inFlight.delete(key);
    if (this.#gathered.size === 0 && this.#inFlight.size === 0) this.#deps.onIdle?.();
  }
}

function newlyWanted<Field extends string, Read>(): Wanted<Field, Read> {
  let settle: (read: Promise<Read>) => void = () => undefined;
  const read = new Promise<Read>((resolve) => {
    settle = resolve;
  });
  return { fields: new Set(), contexts: [], read, settle };
}

/** Waits as long as the most patient of those who share the call, and ends when the last of them has left. */
function contextOf(contexts: readonly CallContext[], clock: Clock): CallContext {
  const [only] = contexts;
  const ids = [...new Set(contexts.map(({ requestId }) => requestId))];
  if (only !== undefined && contexts.every((context) => context === only)) return only;
  const allLeft = new AbortController();
  setMaxListeners(0, allLeft.signal);
  let waiting = contexts.length;
  const leave = () => {
    waiting -= 1;
    if (waiting === 0) allLeft.abort();
  };
  for (const { signal } of contexts) {
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  }
  return callContext(clock, {
    requestId: ids.filter((id) => id !== null).join(","),
    signal: allLeft.signal,
    timeoutMs: Math.max(...contexts.map((context) => context.remainingMs())),
  });
}
