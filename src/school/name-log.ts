import type { KeepObserver } from "../names/keep/observer.js";
import type { Log } from "../telemetry/log.js";
import type { NameMetrics } from "../telemetry/name-metrics.js";
import { atMostOnceAMinute, reasonOf } from "../telemetry/once-a-minute.js";

/** Logs and counts what keeping names does. No line has a name. Corrections look like mutations, made by the server. */
export function observeNames(log: Log, metrics: NameMetrics | undefined): KeepObserver {
  return {
    corrected({ id, vendor, courseId, groupId, userId, trigger }, { outcome, failure }) {
      metrics?.corrected(vendor, trigger, outcome);
      const target = userId === null ? { courseId } : { courseId, groupId, userId };
      log.info(
        {
          requestId: id,
          callerId: null,
          actor: "server",
          trigger,
          mutation: vendor === "classin" ? "syncClassNicknames" : "updateGroupMember",
          targets: [target],
          targetCount: 1,
          outcomes: [failure === null ? outcome : `${outcome} ${failure}`],
        },
        "mutation",
      );
    },
    disputed({ courseId, groupId, userId }) {
      metrics?.disputed();
      log.warn(
        { courseId, groupId, userId },
        "a member renames back again and again, so the member is left alone until an hour without a rename",
      );
    },
    trouble: atMostOnceAMinute((error) =>
      log.warn({ why: reasonOf(error) }, "the store did not answer; names are kept again when it does"),
    ),
    threw: (error, courseId) =>
      log.error({ err: error, courseId }, "keeping the names of a course failed with an unexpected error"),
  };
}
