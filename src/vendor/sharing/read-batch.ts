import type { CallContext } from "../call-context.js";
import type { Clock } from "../clock.js";
import { orWhenTimeIsUp } from "../timeout.js";
import { SharedContext } from "./shared-context.js";

/** Far below what a vendor's answer takes, and long enough for a busy server to hear of dozens of requests. */
const GATHER_MS = 5;

/** A call that was sent; it may still wait for its turn. */
interface SentCall<Field extends string, Read> {
  readonly fields: ReadonlySet<Field>;
  readonly context: SharedContext;
  readonly reads: Promise<ReadonlyMap<string, Read>>;
}

/** A call that is being gathered. */
interface GatheredCall<Field extends string, Read> {
  readonly keys: Set<string>;
  readonly fields: Set<Field>;
  /** Of all requests that wait for it; at least one. */
  readonly contexts: [CallContext, ...CallContext[]];
  /** How often somebody asked for one of the keys. */
  asked: number;
  readonly reads: Promise<ReadonlyMap<string, Read>>;
  readonly settle: (reads: Promise<ReadonlyMap<string, Read>>) => void;
}

export interface ReadBatchDeps<Field extends string, Read> {
  readonly clock: Clock;
  /** The vendor's limit of keys in one call. */
  readonly keysPerCall: number;
  /** Reads all keys with these fields in one call; every key is in the answer. */
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
 * Each call takes the turn of the callers whose keys it reads, and of no others.
 *
 * A key that is being read with all the fields that are wanted is not read again, unless `forget` said meanwhile that a
 * write to it is over: such a read may have been answered before the write was.
 */
export class ReadBatch<Field extends string, Read> {
  readonly #deps: ReadBatchDeps<Field, Read>;
  /** Calls that are not sent yet, in order, and by key. New keys go to the last one while it has room. */
  #gathered: GatheredCall<Field, Read>[] = [];
  readonly #gatheredByKey = new Map<string, GatheredCall<Field, Read>>();
  /** By key: the call whose answer a read of that key may share. */
  readonly #inFlight = new Map<string, SentCall<Field, Read>>();

  constructor(deps: ReadBatchDeps<Field, Read>) {
    this.#deps = deps;
  }

  read(
    keys: readonly string[],
    fields: ReadonlySet<Field>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, Read>> {
    const { clock, late } = this.#deps;
    const asked = keys.map((key) => ({ key, reads: this.#callFor(key, fields, context).reads }));
    // Nearly always one call; more where some keys join calls that are on their way.
    const calls = [...new Set(asked.map(({ reads }) => reads))];
    const all = Promise.all(calls).then(
      (answers) =>
        new Map(
          asked.map(({ key, reads }) => [key, answers[calls.indexOf(reads)]?.get(key) ?? late()] as const),
        ),
    );
    return orWhenTimeIsUp(clock, context, all, () => new Map(keys.map((key) => [key, late()])));
  }

  /** A write to this key is over: reads that began before must not be joined any more. */
  forget(key: string): void {
    this.#inFlight.delete(key);
  }

  #callFor(
    key: string,
    fields: ReadonlySet<Field>,
    context: CallContext,
  ): Pick<SentCall<Field, Read>, "reads"> {
    const running = this.#inFlight.get(key);
    if (running !== undefined && includes(running.fields, fields) && running.context.isJoinableBy(context)) {
      // It may still wait for its turn, which is now this caller's too.
      running.context.join(context);
      return running;
    }
    const call = this.#gatheredFor(key, context);
    if (call.contexts.at(-1) !== context) call.contexts.push(context);
    call.keys.add(key);
    this.#gatheredByKey.set(key, call);
    for (const field of fields) call.fields.add(field);
    call.asked += 1;
    return call;
  }

  #gatheredFor(key: string, context: CallContext): GatheredCall<Field, Read> {
    const known = this.#gatheredByKey.get(key);
    if (known !== undefined) return known;
    const last = this.#gathered.at(-1);
    if (last !== undefined && last.keys.size < this.#deps.keysPerCall) return last;
    if (this.#gathered.length === 0) this.#sendSoon();
    const added = newCall<Field, Read>(context);
    this.#gathered.push(added);
    return added;
  }

  /** At the end of this turn; a little later while another call is on its way, since many then come one by one. */
  #sendSoon(): void {
    if (this.#inFlight.size === 0) setImmediate(() => this.#send());
    else this.#deps.clock.after(GATHER_MS, () => this.#send());
  }

  #send(): void {
    this.#gatheredByKey.clear();
    const batch = { keys: 0, reads: 0 };
    for (const { keys, fields, contexts, asked, reads, settle } of this.#gathered.splice(0)) {
      batch.keys += keys.size;
      batch.reads += asked;
      const call = { fields, context: new SharedContext(contexts), reads };
      for (const key of keys) this.#inFlight.set(key, call);
      settle(this.#deps.fetch([...keys], fields, call.context));
      const settled = () => {
        call.context.end();
        this.#arrived(keys, call);
      };
      reads.then(settled, settled);
    }
    this.#deps.onBatch?.(batch);
  }

  #arrived(keys: ReadonlySet<string>, call: SentCall<Field, Read>): void {
    // A later read of the same key may have taken the place of this one.
    for (const key of keys) if (this.#inFlight.get(key) === call) this.#inFlight.delete(key);
    if (this.#gathered.length === 0 && this.#inFlight.size === 0) this.#deps.onIdle?.();
  }
}

function newCall<Field extends string, Read>(first: CallContext): GatheredCall<Field, Read> {
  let settle: (reads: Promise<ReadonlyMap<string, Read>>) => void = () => undefined;
  const reads = new Promise<ReadonlyMap<string, Read>>((resolve) => {
    settle = resolve;
  });
  return { keys: new Set(), fields: new Set(), contexts: [first], asked: 0, reads, settle };
}

function includes<T>(all: ReadonlySet<T>, some: ReadonlySet<T>): boolean {
  for (const one of some) if (!all.has(one)) return false;
  return true;
}
