import type { GroupType } from "../school.js";
import type { WorldGroup } from "../world.js";
import type { TencentEvent } from "./tencent-message.js";

/** Events use the names of group types before 2020. */
const OLD_TYPE_NAMES: Readonly<Partial<Record<GroupType, string>>> = { Work: "Private", Meeting: "ChatRoom" };

const about = ({ id, type }: WorldGroup) => ({ GroupId: id, Type: OLD_TYPE_NAMES[type] ?? type });
const accounts = (userIds: Iterable<string>) => [...userIds].map((userId) => ({ Member_Account: userId }));

/** Who did it, and where: a client's platform, or `RESTAPI`. */
export interface Actor {
  readonly userId: string;
  readonly platform: string;
}

export const memberJoined = (
  group: WorldGroup,
  userId: string,
  joinType: "Apply" | "Invited",
  by: Actor,
): TencentEvent => ({
  command: "Group.CallbackAfterNewMemberJoin",
  platform: by.platform,
  fields: {
    ...about(group),
    JoinType: joinType,
    Operator_Account: by.userId,
    NewMemberList: accounts([userId]),
  },
});

export const memberLeft = (
  group: WorldGroup,
  userId: string,
  exitType: "Kicked" | "Quit",
  by: Actor,
): TencentEvent => ({
  command: "Group.CallbackAfterMemberExit",
  platform: by.platform,
  fields: {
    ...about(group),
    ExitType: exitType,
    Operator_Account: by.userId,
    ExitMemberList: accounts([userId]),
  },
});

export const groupFull = ({ id }: WorldGroup, by: Actor): TencentEvent => ({
  command: "Group.CallbackAfterGroupFull",
  platform: by.platform,
  fields: { GroupId: id },
});

/** Only the changed fields are sent. */
export interface MemberChange {
  readonly role?: "Admin" | "Member" | undefined;
  readonly nameCard?: string | undefined;
}

export const memberChanged = (
  group: WorldGroup,
  userId: string,
  { role, nameCard }: MemberChange,
  by: Actor,
  memberField: "Member_Account" | "Modified_Account",
): TencentEvent => ({
  command: "Group.CallbackAfterMemberFieldChanged",
  platform: by.platform,
  fields: {
    ...about(group),
    Operator_Account: by.userId,
    [memberField]: userId,
    ...(role !== undefined && { Role: role }),
    ...(nameCard !== undefined && { NameCard: nameCard }),
  },
});

/** Only the changed fields are sent. */
export interface GroupChange {
  readonly name?: string | undefined;
  readonly introduction?: string | undefined;
  readonly notification?: string | undefined;
  readonly avatarUrl?: string | undefined;
}

export const groupChanged = (group: WorldGroup, change: GroupChange, by: Actor): TencentEvent => ({
  command: "Group.CallbackAfterGroupInfoChanged",
  platform: by.platform,
  fields: {
    ...about(group),
    Operator_Account: by.userId,
    ...(change.name !== undefined && { Name: change.name }),
    ...(change.introduction !== undefined && { Introduction: change.introduction }),
    ...(change.notification !== undefined && { Notification: change.notification }),
    ...(change.avatarUrl !== undefined && { FaceUrl: change.avatarUrl }),
  },
});

export const ownerChanged = (
  group: WorldGroup,
  { oldOwner, newOwner }: { oldOwner: string; newOwner: string },
  by: Actor,
): TencentEvent => ({
  command: "Group.CallbackAfterChangeGroupOwner",
  platform: by.platform,
  fields: {
    ...about(group),
    Operator_Account: by.userId,
    OldOwner_Account: oldOwner,
    NewOwner_Account: newOwner,
  },
});

/** Custom fields are left out, as the vendor does unless the app asks for them. */
export const groupWasCreated = (group: WorldGroup, owner: string, by: Actor): TencentEvent => {
  const { GroupId, Type } = about(group);
  return {
    command: "Group.CallbackAfterCreateGroup",
    platform: by.platform,
    fields: {
      GroupId,
      Operator_Account: by.userId,
      Owner_Account: owner,
      Type,
      Name: group.name,
      MemberList: accounts(group.members.keys()),
    },
  };
};

/** It names no operator, and for a community no members. */
export const groupDestroyed = (group: WorldGroup, owner: string, platform: string): TencentEvent => ({
  command: "Group.CallbackAfterGroupDestroyed",
  platform,
  fields: {
    ...about(group),
    Owner_Account: owner,
    Name: group.name,
    ...(group.type !== "Community" && { MemberList: accounts(group.members.keys()) }),
  },
});
