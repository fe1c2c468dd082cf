import { z } from "zod";
import { command, findGroup, refuseLiveRoom } from "./command.js";

/** The documented way to check membership. All other accounts are NotMember, including unknown ones. */
export const getRoleInGroup = command({
  name: "get_role_in_group",
  changes: false,
  input: (object) => object({ GroupId: z.string(), User_Account: z.array(z.string()).min(1).max(500) }),
  run(wanted, context) {
    const group = findGroup(wanted.GroupId, context.world);
    refuseLiveRoom(group, context);
    return {
      UserIdList: [...new Set(wanted.User_Account)].map((userId) => ({
        Member_Account: userId,
        Role: group.members.get(userId)?.role ?? "NotMember",
      })),
    };
  },
});
