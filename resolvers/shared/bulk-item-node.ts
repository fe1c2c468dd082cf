import type { BulkItem } from "../../src/bulk/model.js";

interface Kept {
  readonly operationId: string;
  readonly item: BulkItem;
}

/** The stored item of each node. `result` is made from it, only if it is selected. */
const kept = new WeakMap<object, Kept>();

export const keepItem = (node: object, operationId: string, item: BulkItem): void => {
  kept.set(node, { operationId, item });
};

export const keptItem = (node: object): Partial<Kept> => kept.get(node) ?? {};

export const itemId = (operationId: string, { position }: BulkItem): string =>
  Buffer.from(`${operationId}:${position}`, "utf8").toString("base64url");
