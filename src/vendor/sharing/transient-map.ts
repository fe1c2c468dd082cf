/** V8 links at most so many tables to each other before a new map ends the chain. */
const DELETIONS_PER_COPY = 64;

/**
 * A Map for entries that live as long as a request. When a Map gets a new table, V8 links the old table to it. If the old
 * one is among the long-lived objects, V8 keeps all tables after it, and the requests in them, until it collects the whole
 * heap. Copying the map now and then ends the chain.
 */
export class TransientMap<Key, Value> {
  #map = new Map<Key, Value>();
  #deletions = 0;

  get size(): number {
    return this.#map.size;
  }

  get(key: Key): Value | undefined {
    return this.#map.get(key);
  }

  set(key: Key, value: Value): void {
    this.#map.set(key, value);
  }

  values(): IterableIterator<Value> {
    return this.#map.values();
  }

  clear(): void {
    this.#map = new Map();
    this.#deletions = 0;
  }

  delete(key: Key): void {
    if (!this.#map.delete(key)) return;
    this.#deletions += 1;
    if (this.#deletions < DELETIONS_PER_COPY && this.#map.size > 0) return;
    this.#deletions = 0;
    this.#map = new Map(this.#map);
  }
}
