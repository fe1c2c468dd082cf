import type { CallContext } from "../call-context.js";
import type { Clock } from "../clock.js";
import { orWhenTimeIsUp } from "../timeout.js";
import { SharedContext } from "./shared-context.js";
import { TransientMap } from "./transient-map.js";

/** Much shorter than a vendor call, and long enough for a busy server to receive dozens of requests. */
const GATHER_MS = 5;

/** A call that was sent. It may still wait for a permit. */
interface SentCall<Field extends string, Read> {
  readonly fields: ReadonlySet<Field>;
  readonly context: SharedContext;
  readonly reads: Promise<ReadonlyMap<string, Read>>;
}

/** A call that still gathers keys. */
interface GatheredCall<Field extends string, Read> {
  readonly keys: Set<string>;
  readonly fields: Set<Field>;
  /** The fields of the last read, so that the many keys of one read add them once. */
  addedFields: ReadonlySet<Field> | null;
  /** The contexts of all requests that wait for it. */
  readonly contexts: [CallContext, ...CallContext[]];
  /** How many reads of its keys wait for it. */
  readCount: number;
  readonly reads: Promise<ReadonlyMap<string, Read>>;
  readonly settle: (reads: Promise<ReadonlyMap<string, Read>>) => void;
}

export interface ReadBatchDeps<Field extends string, Read> {
  readonly clock: Clock;
  /** The vendor's limit of keys in one call. */
  readonly keysPerCall: number;
  /** How long keys are gathered while a call is in flight. */
  readonly gatherMs?: number;
  /** Reads all keys with these fields in one call. The result has every key. */
  readonly fetch: (
    keys: readonly string[],
    fields: ReadonlySet<Field>,
    context: CallContext,
  ) => Promise<ReadonlyMap<string, Read>>;
  /** The result of a read whose time is up before the vendor answers. */
  readonly late: () => Read;
  /** Called for each batch that is sent, with its number of keys and of waiting reads. */
  readonly onBatch?: (batch: { keys: number; reads: number }) => void;
  /** Called whenever no call is being gathered or in flight any more. */
  readonly onIdle?: () => void;
}

/**
 * Batches the reads of all requests in this process. It gathers keys for one turn of the event loop or a few
 * milliseconds, and sends as few calls as possible. All calls use the same administrator account, so requests may share
 * them. A call takes the turns of exactly the callers whose keys it reads.
 *
 * A read joins a call in flight for the same key that has all its fields. After `forget`, a new read does not join:
 * the vendor may have answered the earlier call before the write.
 */
export class ReadBatch<Field extends string, Read> {
  readonly #deps: ReadBatchDeps<Field, Read>;
  /** Calls not yet sent, in order. New keys go to the last one while it has room. */
  #gathered: GatheredCall<Field, Read>[] = [];
  /** Replaced by each `#send`. */
  #gatheredByKey = new Map<string, GatheredCall<Field, Read>>();
  /** By key: the call that a new read of the key may join. */
  readonly #inFlight = new TransientMap<string, SentCall<Field, Read>>();

  constructor(deps: ReadBatchDeps<Field, Read>) {
    this.#deps = deps;
  }

  /** `mayJoin`: whether a key may be read by a call in flight. If not, its call begins after this. */
  read(
    keys: readonly string[],
    fields: ReadonlySet<Field>,
    context: CallContext,
    mayJoin: (key: string) => boolean = always,
  ): Promise<ReadonlyMap<string, Read>> {
    const { clock, late } = this.#deps;
    const calls = keys.map((key) => this.#callFor(key, fields, context, mayJoin).reads);
    const [first] = calls;
    // Several calls only if there are many keys, or if some of them join calls in flight.
    const isOne = first !== undefined && calls.every((call) => call === first);
    const all = isOne
      ? first.then((answer) => (answer.size === keys.length ? answer : pick(keys, () => answer, late)))
      : Promise.all(calls).then((answers) => pick(keys, (index) => answers[index], late));
    return orWhenTimeIsUp(clock, context, all, () => new Map(keys.map((key) => [key, late()])));
  }

  /** Call this when a write to the key is over: new reads must not join earlier ones. */
  forget(key: string): void {
    this.#inFlight.delete(key);
  }

  /** The same for every key. */
  forgetAll(): void {
    this.#inFlight.clear();
  }

  #callFor(
    key: string,
    fields: ReadonlySet<Field>,
    context: CallContext,
    mayJoin: (key: string) => boolean,
  ): Pick<SentCall<Field, Read>, "reads"> {
    const running = mayJoin(key) ? this.#inFlight.get(key) : undefined;
    if (running !== undefined && includes(running.fields, fields) && running.context.isJoinableBy(context)) {
      // The call may still wait for a permit, and may now use this caller's turn as well.
      running.context.join(context);
      return running;
    }
    const call = this.#gatheredFor(key, context);
    if (call.contexts.at(-1) !== context) call.contexts.push(context);
    call.keys.add(key);
    this.#gatheredByKey.set(key, call);
    if (call.addedFields !== fields) for (const field of fields) call.fields.add(field);
    call.addedFields = fields;
    call.readCount += 1;
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

  /** Sends at the end of this event loop turn. While a call is in flight, waits GATHER_MS: reads then arrive one by one. */
  #sendSoon(): void {
    if (this.#inFlight.size === 0) setImmediate(() => this.#send());
    else this.#deps.clock.after(this.#deps.gatherMs ?? GATHER_MS, () => this.#send());
  }

  #send(): void {
    this.#gatheredByKey = new Map();
    const batch = { keys: 0, reads: 0 };
    for (const { keys, fields, contexts, readCount, reads, settle } of this.#gathered.splice(0)) {
      batch.keys += keys.size;
      batch.reads += readCount;
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
    // A later call may have replaced this one for the same key.
    for (const key of keys) if (this.#inFlight.get(key) === call) this.#inFlight.delete(key);
    if (this.#gathered.length === 0 && this.#inFlight.size === 0) this.#deps.onIdle?.();
  }
}

/** The reads of these keys, each from the answer that has it. */
function pick<Read>(
  keys: readonly string[],
  answerOf: (index: number) => ReadonlyMap<string, Read> | undefined,
  late: () => Read,
): ReadonlyMap<string, Read> {
  const picked = new Map<string, Read>();
  let index = 0;
  for (const key of keys) {
    picked.set(key, answerOf(index)?.get(key) ?? late());
    index += 1;
  }
  return picked;
}

function newCall<Field extends string, Read>(first: CallContext): GatheredCall<Field, Read> {
  let settle: (reads: Promise<ReadonlyMap<string, Read>>) => void = () => undefined;
  const reads = new Promise<ReadonlyMap<string, Read>>((resolve) => {
    settle = resolve;
  });
  return {
    keys: new Set(),
    fields: new Set(),
    addedFields: null,
    contexts: [first],
    readCount: 0,
    reads,
    settle,
  };
}

const always = (): boolean => true;

function includes<T>(all: ReadonlySet<T>, some: ReadonlySet<T>): boolean {
  for (const one of some) if (!all.has(one)) return false;
  return true;
}
