import { LinkedList, type ListNode } from "./linked-list.js";

/** Members that take turns: the first is next and moves to the end after its turn. */
export class RoundRobin<Key, Member extends { readonly size: number }> {
  readonly #nodes = new Map<Key, ListNode<readonly [Key, Member]>>();
  readonly #order = new LinkedList<readonly [Key, Member]>();

  get size(): number {
    return this.#order.size;
  }

  first(): readonly [Key, Member] | undefined {
    return this.#order.first();
  }

  get(key: Key): Member | undefined {
    return this.#nodes.get(key)?.value[1];
  }

  /** Adds a member behind all others. */
  add(key: Key, member: Member): Member {
    this.#nodes.set(key, this.#order.push([key, member]));
    return member;
  }

  delete(key: Key): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#nodes.delete(key);
    this.#order.remove(node);
  }

  /** Ends a member's turn. */
  moveToEnd(key: Key): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#order.remove(node);
    this.#nodes.set(key, this.#order.push(node.value));
  }

  /**
   * How many turns the others take before this member's turn number `own + 1`, if no member is added. Each member takes at
   * most `size` turns. A member that is not here yet would join at the end.
   */
  turnsOfOthers(key: Key, own: number): number {
    if (!this.#nodes.has(key)) return this.#order.size;
    // Members before it take up to one turn more than members behind it.
    let turns = own + 1;
    let sum = 0;
    for (const [other, { size }] of this.#order) {
      if (other === key) turns = own;
      else sum += Math.min(size, turns);
    }
    return sum;
  }

  [Symbol.iterator](): Iterator<readonly [Key, Member]> {
    return this.#order[Symbol.iterator]();
  }
}
