import type { ClassinClient } from "../../classin/client.js";
import type { OfficialNames } from "../../names/official-names.js";
import type { TencentImClient } from "../../tencent-im/client.js";
import type { MemberChange } from "../../tencent-im/model.js";
import type { Clock } from "../../vendor/clock.js";
import type { NicknameTarget } from "../model.js";
import { attemptOf, succeeded } from "./attempt.js";
import { groupTask } from "./group-task.js";
import type { Task, Tasks } from "./task.js";

export function createTasks(deps: {
  classin: ClassinClient;
  tencentIm: TencentImClient;
  names: Pick<OfficialNames, "find">;
  clock: Clock;
}): Tasks {
  const { classin, tencentIm, clock } = deps;
  return {
    "nickname-sync": nicknameTask(classin, clock),
    "group-member-update": memberTask(tencentIm, clock),
    "group-name-sync": groupTask(deps),
  };
}

const nicknameTask = (classin: ClassinClient, clock: Clock): Task<NicknameTarget> => ({
  vendor: "classin",
  // Enough for 20 calls a second, even if each takes one second.
  mostAtOnce: 24,
  mostChunks: 3,
  isRepeatable: () => true,
  wasDone: () => Promise.resolve(null),
  async run({ courseId }, context) {
    const synced = await classin.syncNicknames(courseId, context);
    return synced.ok ? succeeded(synced.value.syncedAt) : attemptOf(synced.error, clock.now());
  },
});

const memberTask = (tencentIm: TencentImClient, clock: Clock): Task<MemberChange> => ({
  vendor: "tencent-im",
  // Enough for 200 calls a second, even if each takes 350 ms.
  mostAtOnce: 80,
  mostChunks: 6,
  isRepeatable: ({ muteForSeconds = 0 }) => muteForSeconds === 0,
  wasDone: (change, begunAt, context) => tencentIm.wasMade(change, begunAt, context),
  async run(change, context) {
    const updated = await tencentIm.updateMember(change, context);
    return updated.ok ? succeeded(updated.value.updatedAt) : attemptOf(updated.error, clock.now());
  },
});
