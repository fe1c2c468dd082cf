import type { BulkItemOutcome, BulkOperationState } from "../../schema/bulk-enums.js";
import {
  type BulkOperation,
  BulkProgress,
  GroupMemberUpdateOperation,
  GroupNameSyncOperation,
  NicknameSyncOperation,
} from "../../schema/bulk-operation.js";
import type { BulkItem, BulkOperation as Stored } from "../../src/bulk/model.js";
import type { Context } from "../../src/graphql/context.js";
import { fromStore } from "../shared/store-errors.js";

export function presentOperation(
  stored: Stored,
  context: Context,
  estimateFinish = () => context.bulk.estimateFinish(stored),
): BulkOperation {
  const fields = {
    id: stored.id,
    state: stored.state.toUpperCase() as BulkOperationState,
    progress: new BulkProgress(stored),
    createdAt: stored.createdAt,
    startedAt: stored.startedAt,
    finishedAt: stored.finishedAt,
    requestedBy: stored.caller,
    estimatedFinishAt: () => fromStore(context, estimateFinish),
  };
  switch (stored.kind) {
    case "nickname-sync":
      return new NicknameSyncOperation(fields);
    case "group-member-update":
      return new GroupMemberUpdateOperation(fields);
    case "group-name-sync":
      return new GroupNameSyncOperation(fields);
  }
}

export const presentOutcome = ({ outcome }: BulkItem): BulkItemOutcome =>
  (outcome?.outcome.toUpperCase() ?? "PENDING") as BulkItemOutcome;
