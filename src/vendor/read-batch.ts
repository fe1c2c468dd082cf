import { setMaxListeners } from "node:events";
import { type CallContext, callContext } from "./call-context.js";
import type { Clock } from "./clock.js";
import { orWhenTimeIsUp } from "./timeout.js";

/** Far below what a vendor's answer takes, and long enough for a busy server to hear of dozens of requests. */
const GATHER_MS = 5;

/** One call that is being gathered, or is on its way. */
interface Call<Field extends string, Read> {
  readonly keys: Set<string>;
  readonly fields: Set<Field>;
  /** Of everybody who waits for it. */
  readonly contexts: Set<CallContext>;
  /** How often somebody asked for one of the keys. */
  asked: number;
  readonly reads: Promise<ReadonlyMap<string, Read>>;
  readonly settle: (reads: Promise<ReadonlyMap<string, Read>>) => void;
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
  #gathered: Call<Field, Read> | null = null;
  /** By key: the call whose answer a read of that key may share. */
  readonly #inFlight = new Map<string, Call<Field, Read>>();

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

  #callFor(key: string, fields: ReadonlySet<Field>, context: CallContext): Call<Field, Read> {
    const running = this.#inFlight.get(key);
    if (running !== undefined && includes(running.fields, fields)) return running;
    if (this.#gathered === null) this.#sendSoon();
    const call = (this.#gathered ??= newCall<Field, Read>());
    call.keys.add(key);
    for (const field of fields) call.fields.add(field);
    call.contexts.add(context);
    call.asked += 1;
    return call;
  }

  /** At the end of this turn; a little later while another call is on its way, since many then come one by one. */
  #sendSoon(): void {
    if (this.#inFlight.size === 0) setImmediate(() => this.#send());
    else this.#deps.clock.after(GATHER_MS, () => this.#send());
  }

  #send(): void {
    const call = this.#gathered;
    if (call === null) return;
    this.#gathered = null;
    for (const key of call.keys) this.#inFlight.set(key, call);
    this.#deps.onBatch?.({ keys: call.keys.size, reads: call.asked });
    const { context, letGo } = contextOf([...call.contexts], this.#deps.clock);
    call.settle(this.#deps.fetch([...call.keys], call.fields, context));
    const settled = () => {
      letGo();
      this.#arrived(call);
    };
    call.reads.then(settled, settled);
  }

  #arrived(call: Call<Field, Read>): void {
    // A later read of the same key may have taken the place of this one.
    for (const key of call.keys) if (this.#inFlight.get(key) === call) this.#inFlight.delete(key);
    if (this.#gathered === null && this.#inFlight.size === 0) this.#deps.onIdle?.();
  }
}

function newCall<Field extends string, Read>(): Call<Field, Read> {
  let settle: (reads: Promise<ReadonlyMap<string, Read>>) => void = () => undefined;
  const reads = new Promise<ReadonlyMap<string, Read>>((resolve) => {
    settle = resolve;
  });
  return { keys: new Set(), fields: new Set(), contexts: new Set(), asked: 0, reads, settle };
}

function includes<T>(all: ReadonlySet<T>, some: ReadonlySet<T>): boolean {
  for (const one of some) if (!all.has(one)) return false;
  return true;
}

/**
 * Waits as long as the most patient of those who share the call, and ends when the last of them has left.
 * Their signals may outlive the call by far, so it lets go of them when it is over.
 */
function contextOf(
  contexts: readonly CallContext[],
  clock: Clock,
): { context: CallContext; letGo: () => void } {
  const [only] = contexts;
  if (only !== undefined && contexts.length === 1) return { context: only, letGo: () => undefined };
  const allLeft = new AbortController();
  setMaxListeners(0, allLeft.signal);
  const signals = new Set(contexts.map(({ signal }) => signal));
  const leave = () => {
    for (const signal of signals) if (!signal.aborted) return;
    allLeft.abort();
  };
  for (const signal of signals) signal.addEventListener("abort", leave, { once: true });
  leave();
  const ids = new Set(contexts.map(({ requestId }) => requestId).filter((id) => id !== null));
  const context = callContext(clock, {
    requestId: [...ids].join(","),
    signal: allLeft.signal,
    timeoutMs: Math.max(...contexts.map((each) => each.remainingMs())),
  });
  return {
    context,
    letGo: () => {
      for (const signal of signals) signal.removeEventListener("abort", leave);
    },
  };
}
