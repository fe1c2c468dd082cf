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
  description: "How far a bulk operation is.",
  valuesConfig: {
    QUEUED: { description: "All items are stored; none was begun." },
    RUNNING: { description: "Items are being done, or wait to be tried again." },
    CANCELLING: { description: "Nothing more is begun; what was sent is heard out." },
    CANCELLED: { description: "An end: items that were not begun stay undone, and pending." },
    COMPLETED: { description: "An end: every item has an outcome." },
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
  description: "What came of one item of a bulk operation.",
  valuesConfig: {
    PENDING: { description: "Nothing yet; for good in an operation that was cancelled." },
    SUCCEEDED: { description: "The vendor confirmed it." },
    FAILED: { description: "It was not, or not fully, done; `result` says why." },
    UNKNOWN: {
      description:
        "It was sent, and whether it was carried out could not be told. Look before it is repeated.",
    },
  },
});
