import { registerEnumType } from "./decorators.js";

export const BulkOperationState = {
  QUEUED: "QUEUED",
  RUNNING: "RUNNING",
  CANCELLING: "CANCELLING",
  CANCELLED: "CANCELLED",
  COMPLETED: "COMPLETED",
} as const;
export type BulkOperationState = keyof typeof BulkOperationState;
registerEnumType(BulkOperationState, {
  name: "BulkOperationState",
  description: "The state of a bulk operation.",
  valuesConfig: {
    QUEUED: { description: "All items are stored. None has started." },
    RUNNING: { description: "Items are being processed, or wait for a retry." },
    CANCELLING: { description: "No more items start. Calls already sent are allowed to finish." },
    CANCELLED: { description: "Final. Items that had not started stay pending." },
    COMPLETED: { description: "Final. Every item has an outcome." },
  },
});

export const BulkItemOutcome = {
  PENDING: "PENDING",
  SUCCEEDED: "SUCCEEDED",
  FAILED: "FAILED",
  UNKNOWN: "UNKNOWN",
} as const;
export type BulkItemOutcome = keyof typeof BulkItemOutcome;
registerEnumType(BulkItemOutcome, {
  name: "BulkItemOutcome",
  description: "The outcome of one item of a bulk operation.",
  valuesConfig: {
    PENDING: { description: "No outcome yet. In a cancelled operation, this is final." },
    SUCCEEDED: { description: "The vendor confirmed that the item was carried out." },
    FAILED: { description: "The item failed, fully or in part. `result` says why." },
    UNKNOWN: {
      description:
        "The item was sent, but it is not known whether it was carried out. Check before you repeat it.",
    },
  },
});
