export interface ListNode<T> {
  readonly value: T;
  previous: ListNode<T> | null;
  next: ListNode<T> | null;
}

/**
 * A doubly linked list, so that removal and the first entry take constant time. An array must be searched to remove an
 * entry. A Set scans the gaps of removed entries to find its first.
 */
export class LinkedList<T> implements Iterable<T> {
  #first: ListNode<T> | null = null;
  #last: ListNode<T> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  first(): T | undefined {
    return this.#first?.value;
  }

  push(value: T): ListNode<T> {
    const node: ListNode<T> = { value, previous: this.#last, next: null };
    if (this.#last === null) this.#first = node;
    else this.#last.next = node;
    this.#last = node;
    this.#size += 1;
    return node;
  }

  /** The node must be in this list. */
  remove(node: ListNode<T>): void {
    if (node.previous === null) this.#first = node.next;
    else node.previous.next = node.next;
    if (node.next === null) this.#last = node.previous;
    else node.next.previous = node.previous;
    this.#size -= 1;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let node = this.#first; node !== null; node = node.next) yield node.value;
  }
}
