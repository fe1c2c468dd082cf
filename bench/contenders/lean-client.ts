import { randomInt } from "node:crypto";
import sigApi from "tls-sig-api-v2";
import { Pool } from "undici";
import type { NameCardInput, VendorWork } from "./vendor-work.js";

/**
 * A small client of Tencent IM as one writes it for a proxy: one pool, one UserSig for its lifetime, no limits, retries or
 * checks beyond the vendor's code. It shares no code with the server. All contenders but ours use it.
 */
const {
  TENCENT_IM_URL = "",
  TENCENT_IM_SDK_APP_ID = "",
  TENCENT_IM_SECRET_KEY = "",
  TENCENT_IM_ADMIN = "",
} = process.env;
const SIG_SECONDS = 3600;
const pool = new Pool(TENCENT_IM_URL);
const userSig = new sigApi.Api(Number(TENCENT_IM_SDK_APP_ID), TENCENT_IM_SECRET_KEY).genUserSig(
  TENCENT_IM_ADMIN,
  SIG_SECONDS,
);
const identity = `sdkappid=${TENCENT_IM_SDK_APP_ID}&identifier=${TENCENT_IM_ADMIN}&usersig=${userSig}`;
const headers = { "content-type": "application/json" };

interface Answer {
  readonly ErrorCode: number;
  readonly ErrorInfo: string;
}
interface GroupsAnswer extends Answer {
  readonly GroupInfo: readonly { GroupId: string; Name: string; Type: string; MemberNum: number }[];
}
interface MembersAnswer extends Answer {
  readonly MemberList: readonly {
    Member_Account: string;
    Role: string;
    NameCard: string;
    JoinTime: number;
    LastSendMsgTime: number;
    MsgFlag: string;
    MuteUntil: number;
  }[];
}

async function post<A extends Answer>(command: string, body: object): Promise<A> {
  const path = `/v4/group_open_http_svc/${command}?${identity}&random=${randomInt(2 ** 32)}&contenttype=json`;
  const answer = await pool.request({ method: "POST", path, headers, body: JSON.stringify(body) });
  const json = (await answer.body.json()) as A;
  if (json.ErrorCode !== 0) throw new Error(`${json.ErrorCode} ${json.ErrorInfo}`);
  return json;
}

const GROUP_FILTER = { GroupBaseInfoFilter: ["Name", "Type", "MemberNum"] };
const MEMBER_FILTER = [
  "Member_Account",
  "Role",
  "NameCard",
  "JoinTime",
  "LastSendMsgTime",
  "MsgFlag",
  "MuteUntil",
];
const TYPES: Readonly<Record<string, string>> = {
  Private: "WORK",
  Public: "PUBLIC",
  ChatRoom: "MEETING",
  Community: "COMMUNITY",
  AVChatRoom: "AV_CHAT_ROOM",
};
const DELIVERY: Readonly<Record<string, string>> = {
  AcceptAndNotify: "ACCEPT_AND_NOTIFY",
  AcceptNotNotify: "ACCEPT_NOT_NOTIFY",
  AcceptNotNotifyExceptAt: "ACCEPT_NOT_NOTIFY_EXCEPT_AT",
  Discard: "DISCARD",
};

const memberId = (groupId: string, userId: string): string =>
  Buffer.from(`${groupId}\n${userId}`).toString("base64url");
const moment = (seconds: number): string | null =>
  seconds === 0 ? null : new Date(seconds * 1000).toISOString();

export const leanWork: VendorWork = {
  async readGroups(ids) {
    const { GroupInfo } = await post<GroupsAnswer>("get_group_info", {
      GroupIdList: ids,
      ResponseFilter: GROUP_FILTER,
    });
    const groups = new Map(GroupInfo.map((group) => [group.GroupId, group]));
    return ids.map((id) => {
      const group = groups.get(id);
      return group === undefined
        ? null
        : { id, name: group.Name, type: TYPES[group.Type] ?? null, memberCount: group.MemberNum };
    });
  },
  async readMembers(groupId, first) {
    const { MemberList } = await post<MembersAnswer>("get_group_member_info", {
      GroupId: groupId,
      Limit: first,
      Offset: 0,
      MemberInfoFilter: MEMBER_FILTER,
    });
    const now = Date.now() / 1000;
    return MemberList.map((member) => ({
      id: memberId(groupId, member.Member_Account),
      userId: member.Member_Account,
      role: member.Role.toUpperCase(),
      nameCard: member.NameCard,
      joinedAt: moment(member.JoinTime),
      lastMessageAt: moment(member.LastSendMsgTime),
      messageDelivery: DELIVERY[member.MsgFlag] ?? null,
      mutedUntil: member.MuteUntil > now ? moment(member.MuteUntil) : null,
    }));
  },
  async setNameCard({ groupId, userId, nameCard }: NameCardInput) {
    await post("modify_group_member_info", { GroupId: groupId, Member_Account: userId, NameCard: nameCard });
    return {
      __typename: "UpdateGroupMemberSuccess",
      groupMember: { id: memberId(groupId, userId), nameCard },
    };
  },
};
