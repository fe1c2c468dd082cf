/** Tencent IM's names of the events of groups and their members, by what they report (docs/vendors/tencent-im.md). */
export const WEBHOOK_COMMANDS = {
  GROUP_CREATION_REQUESTED: "Group.CallbackBeforeCreateGroup",
  GROUP_CREATED: "Group.CallbackAfterCreateGroup",
  JOIN_REQUESTED: "Group.CallbackBeforeApplyJoinGroup",
  INVITATION_REQUESTED: "Group.CallbackBeforeInviteJoinGroup",
  MEMBERS_JOINED: "Group.CallbackAfterNewMemberJoin",
  MEMBERS_LEFT: "Group.CallbackAfterMemberExit",
  GROUP_FULL: "Group.CallbackAfterGroupFull",
  GROUP_DESTROYED: "Group.CallbackAfterGroupDestroyed",
  GROUP_CHANGED: "Group.CallbackAfterGroupInfoChanged",
  MEMBER_CHANGED: "Group.CallbackAfterMemberFieldChanged",
  OWNER_CHANGED: "Group.CallbackAfterChangeGroupOwner",
  ATTRIBUTES_CHANGED: "Group.CallbackAfterGroupAttrChanged",
  MEMBER_CONNECTION_CHANGED: "Group.CallbackOnMemberStateChange",
  GROUP_QUOTA_REACHED: "Group.CallbackOnDailyGroupQuotaAlarm",
  PROFILE_CHANGED: "Profile.CallbackPortraitSet",
} as const;
