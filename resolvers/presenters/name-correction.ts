import type { GraphQLResolveInfo } from "graphql";
import { InputProblem, InvalidInputError } from "../../schema/errors.js";
import { NameCorrection, type NameCorrectionResult } from "../../schema/kept-names.js";
import { UpdateGroupMemberSuccess } from "../../schema/update-group-member.js";
import type { StoredOutcome } from "../../src/bulk/model.js";
import { updateFailureOf } from "../../src/bulk/outcome.js";
import type { Context } from "../../src/graphql/context.js";
import { NAME_TOO_LONG } from "../../src/names/keep/card-corrections.js";
import type { NameCorrection as Stored } from "../../src/names/keep/model.js";
import { presentSync } from "./recorded-sync.js";
import { presentUpdateFailure } from "./update-failure.js";
import { updatedMember } from "./updated-member.js";

/** The stored correction of each node. `result` is made from it, only if it is selected. */
const stored = new WeakMap<NameCorrection, Stored>();

/** Longer than a call and its repeats take. An older correction without an end is of a process that died. */
const MAX_CALL_MS = 60_000;

export function presentCorrection(correction: Stored, now: Date): NameCorrection {
  const { at, endedAt } = correction;
  const isPending = endedAt === null && now.getTime() - at.getTime() < MAX_CALL_MS;
  const node = new NameCorrection(isPending ? { ...correction, outcome: "PENDING" } : correction);
  if (!isPending) stored.set(node, correction);
  return node;
}

/** What the mutation would have returned. Null while the correction is being made. */
export async function resultOf(
  node: NameCorrection,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<NameCorrectionResult | null> {
  const correction = stored.get(node);
  if (correction === undefined) return null;
  const { id, courseId, groupId, userId, failure } = correction;
  if (failure === NAME_TOO_LONG) return tooLong();
  const outcome = outcomeOf(correction);
  if (groupId === null || userId === null) return presentSync(courseId, outcome, id);
  const change = { groupId, userId };
  const failed = updateFailureOf(outcome);
  if (failed !== null) return presentUpdateFailure(failed, { ...change, nameCard: "" }, id);
  const updated = { updatedAt: outcome.endedAt };
  return new UpdateGroupMemberSuccess(await updatedMember(change, updated, context, info));
}

/** A process that died during the call left no answer, as if it was lost. */
function outcomeOf({ at, outcome, failure, code, extra, endedAt }: Stored): StoredOutcome {
  const isLost = endedAt === null;
  return {
    outcome: outcome.toLowerCase() as StoredOutcome["outcome"],
    failure: isLost ? "outcome-unknown" : failure,
    code,
    extra,
    endedAt: endedAt ?? at,
  };
}

const CARD_BYTES = 50;

const tooLong = (): InvalidInputError =>
  new InvalidInputError([
    new InputProblem({
      path: "officialName",
      message: `is too long for a name card, which has at most ${CARD_BYTES} bytes of UTF-8`,
      limit: CARD_BYTES,
      actual: null,
    }),
  ]);
