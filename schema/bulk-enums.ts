import { enumType } from "./enum-type.js";

export const BulkOperationState = enumType("BulkOperationState", "The state of a bulk operation.", {
  QUEUED: "All items are stored. None has started.",
  RUNNING: "Items are being processed, or wait for a retry.",
  CANCELLING: "No more items start. Calls already sent are allowed to finish.",
  CANCELLED: "Final. Items that had not started stay pending.",
  COMPLETED: "Final. Every item has an outcome.",
});
export type BulkOperationState = keyof typeof BulkOperationState;

export const BulkItemOutcome = enumType("BulkItemOutcome", "The outcome of one item of a bulk operation.", {
  PENDING: "No outcome yet. In a cancelled operation, this is final.",
  SUCCEEDED: "The vendor confirmed that the item was carried out.",
  FAILED: "The item failed, fully or in part. `result` says why.",
  UNKNOWN: "The item was sent, but it is not known whether it was carried out. Check before you repeat it.",
});
export type BulkItemOutcome = keyof typeof BulkItemOutcome;
