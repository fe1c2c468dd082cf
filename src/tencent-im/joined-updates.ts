import { failed, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Clock } from "../vendor/clock.js";
import { SharedContext } from "../vendor/sharing/shared-context.js";
import { orWhenTimeIsUp } from "../vendor/timeout.js";
import type { MemberUpdated, UpdateMemberFailure } from "./member-update.js";
import type { MemberChange } from "./model.js";

type Outcome = Promise<Result<MemberUpdated, UpdateMemberFailure>>;
type Update = (change: MemberChange, context: CallContext) => Outcome;

interface Running {
  readonly asked: string;
  readonly shared: SharedContext;
  readonly outcome: Outcome;
}

/**
 * Who asks for a change of a member that is just being made gets its outcome: two clicks are one write.
 *
 * Only the update of a member that began last is joined. With "A, B, A again" the second A must come after B, and the
 * first may have been before it. Nor is one joined that has much less time left than the one who asks.
 */
export function joinUpdates(clock: Clock, update: Update): Update {
  const latest = new Map<string, Running>();

  const begin = (member: string, asked: string, change: MemberChange, context: CallContext): Outcome => {
    const shared = new SharedContext([context]);
    const outcome = update(change, shared).finally(() => {
      shared.end();
      if (latest.get(member)?.shared === shared) latest.delete(member);
    });
    latest.set(member, { asked, shared, outcome });
    return outcome;
  };

  return (change, context) => {
    const member = JSON.stringify([change.groupId, change.userId]);
    const asked = JSON.stringify(Object.entries(change).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    const running = latest.get(member);
    if (running?.asked !== asked || !running.shared.isJoinableBy(context))
      return begin(member, asked, change, context);

    running.shared.join(context);
    return orWhenTimeIsUp(clock, context, running.outcome, () =>
      failed({
        vendor: "tencent-im",
        code: null,
        why: "the same change, asked for just before, goes on, but this request's time is up",
        kind: "outcome-unknown",
      }),
    );
  };
}
