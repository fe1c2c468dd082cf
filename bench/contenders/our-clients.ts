import { readConfig } from "../../src/config/config.js";
import { openSchool } from "../../src/school/open-school.js";
import { createLog } from "../../src/telemetry/log.js";
import type { MemberField } from "../../src/tencent-im/model.js";
import { callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";
import type { VendorWork } from "./vendor-work.js";

const GROUP_FIELDS = new Set(["name", "type", "memberCount"] as const);
const MEMBER_FIELDS = new Set<MemberField>([
  "role",
  "nameCard",
  "joinedAt",
  "lastMessageAt",
  "messageDelivery",
  "mutedUntil",
]);

/** The server's own vendor clients without its graph: shows what signing, permits, retries and checks cost. */
export function ourClients(): VendorWork {
  const settings = readConfig(process.env);
  const log = createLog({ level: settings.telemetry.logLevel, secrets: [] });
  const { tencentIm } = openSchool(settings, { log, clock: systemClock, random: Math.random }).services;
  let requests = 0;
  const newCall = () => callContext(systemClock, { requestId: `bench-${(requests += 1)}` });
  const memberId = (groupId: string, userId: string): string =>
    Buffer.from(`${groupId}\n${userId}`).toString("base64url");
  return {
    async readGroups(ids) {
      const reads = await tencentIm.groups(ids, GROUP_FIELDS, newCall());
      return ids.map((id) => {
        const read = reads.get(id);
        return read?.ok === true ? read.value : null;
      });
    },
    async readMembers(groupId, first) {
      const page = { groupId, first, after: null, roles: null };
      const read = await tencentIm.memberPage(page, MEMBER_FIELDS, newCall());
      if (!read.ok) throw new Error(read.error.why);
      return read.value.members.map(
        ({ member: { userId, role, nameCard, joinedAt, lastMessageAt, messageDelivery, mutedUntil } }) => ({
          id: memberId(groupId, userId),
          userId,
          role,
          nameCard,
          joinedAt,
          lastMessageAt,
          messageDelivery,
          mutedUntil,
        }),
      );
    },
    async setNameCard({ groupId, userId, nameCard }) {
      const updated = await tencentIm.updateMember({ groupId, userId, nameCard }, newCall());
      if (!updated.ok) throw new Error(updated.error.why);
      const groupMember = { id: memberId(groupId, userId), nameCard };
      return { __typename: "UpdateGroupMemberSuccess", groupMember };
    },
  };
}
