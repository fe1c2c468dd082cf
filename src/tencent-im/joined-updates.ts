import { failed, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Clock } from "../vendor/clock.js";
import { SharedContext } from "../vendor/sharing/shared-context.js";
import { TransientMap } from "../vendor/sharing/transient-map.js";
import { orWhenTimeIsUp } from "../vendor/timeout.js";
import type { MemberUpdated, UpdateMemberFailure } from "./member-update.js";
import type { MemberChange } from "./model.js";

type Outcome = Promise<Result<MemberUpdated, UpdateMemberFailure>>;
type Update = (change: MemberChange, context: CallContext) => Outcome;

interface Running {
  readonly changeKey: string;
  readonly shared: SharedContext;
  readonly outcome: Outcome;
}

/**
 * A request for a change that is already in progress gets that change's outcome: two clicks cause one write.
 *
 * Only a member's latest update can be joined. In the sequence A, B, A the second A must run after B, so it cannot join the
 * first. An update that has much less time left than the new request is not joined either.
 */
export function joinUpdates(clock: Clock, update: Update): Update {
  const latest = new TransientMap<string, Running>();

  const begin = (
    memberKey: string,
    changeKey: string,
    change: MemberChange,
    context: CallContext,
  ): Outcome => {
    const shared = new SharedContext([context]);
    const outcome = update(change, shared).finally(() => {
      shared.end();
      if (latest.get(memberKey)?.shared === shared) latest.delete(memberKey);
    });
    latest.set(memberKey, { changeKey, shared, outcome });
    return outcome;
  };

  return (change, context) => {
    const memberKey = JSON.stringify([change.groupId, change.userId]);
    const { role, nameCard, messageDelivery, customFields, muteForSeconds } = change;
    const changeKey = JSON.stringify([role, nameCard, messageDelivery, customFields, muteForSeconds]);
    const running = latest.get(memberKey);
    if (running?.changeKey !== changeKey || !running.shared.isJoinableBy(context))
      return begin(memberKey, changeKey, change, context);

    running.shared.join(context);
    return orWhenTimeIsUp(clock, context, running.outcome, () =>
      failed({
        vendor: "tencent-im",
        code: null,
        why: "the same change was already in progress and did not finish in this request's time",
        kind: "outcome-unknown",
      }),
    );
  };
}
