import { z } from "zod";
import { Problem } from "../problem.js";
import { hasProfiles, nameCardText, parseMember, userIdText } from "../school.js";
import { liveMember, type WorldGroup, type WorldMember } from "../world.js";
import { event, type EventContext } from "./event.js";
import { findGroup, ownerOf, platform } from "./group-input.js";
import {
  type Actor,
  groupFull,
  memberChanged,
  type MemberChange,
  memberJoined,
  memberLeft,
} from "./group-messages.js";

const ofMember = { groupId: z.string(), userId: userIdText };

export const memberRenamed = event({
  what: "A member changes their name card in a group.",
  input: z.strictObject({
    ...ofMember,
    /** Default: the user id with a suffix. */
    nameCard: nameCardText.optional(),
    /** Who changes it. Default: the member. */
    operatorId: userIdText.optional(),
    platform,
  }),
  apply({ groupId, userId, nameCard, operatorId, platform = "iOS" }, context) {
    const group = findGroup(groupId, context);
    const member = findProfile(group, userId);
    member.nameCard = nameCard ?? `${userId} (renamed)`;
    sendChange(
      group,
      member,
      { nameCard: member.nameCard },
      { userId: operatorId ?? userId, platform },
      context,
    );
  },
});

export const roleChanged = event({
  what: "The owner of a group makes a member an admin, or an ordinary member again.",
  input: z.strictObject({ ...ofMember, role: z.enum(["Admin", "Member"]), platform }),
  apply({ groupId, userId, role, platform = "iOS" }, context) {
    const group = findGroup(groupId, context);
    const member = findProfile(group, userId);
    const owner = ownerOf(group);
    if (member === owner)
      throw new Problem(409, "The role was not changed.", `${userId} is the owner.`, "Change the owner.");
    member.role = role;
    sendChange(group, member, { role }, { userId: owner?.userId ?? userId, platform }, context);
  },
});

export const memberJoinedGroup = event({
  what: "A user joins a group, or is invited to it.",
  input: z.strictObject({
    ...ofMember,
    /** Who invites the user. Default: the user applied. */
    invitedBy: userIdText.optional(),
    platform,
  }),
  apply({ groupId, userId, invitedBy, platform = "iOS" }, context) {
    const group = findGroup(groupId, context);
    if (group.members.has(userId)) {
      throw new Problem(409, "The user did not join.", `${userId} is a member.`, "Choose another user.");
    }
    const by = { userId: invitedBy ?? userId, platform };
    if (group.members.size >= group.maxMembers) {
      context.tencentIm(groupFull(group, by));
      throw new Problem(409, "The user did not join.", "The group is full.", "Let a member leave first.");
    }
    const joinedAt = context.world.clock.now().toISOString();
    context.world.accounts.add(userId);
    group.members.set(userId, liveMember(parseMember({ userId, joinedAt })));
    context.tencentIm(memberJoined(group, userId, invitedBy === undefined ? "Apply" : "Invited", by));
    if (group.members.size === group.maxMembers) context.tencentIm(groupFull(group, by));
  },
});

export const memberLeftGroup = event({
  what: "A member leaves a group, or is removed from it.",
  input: z.strictObject({
    ...ofMember,
    /** Who removes the member. Default: the member left. */
    removedBy: userIdText.optional(),
    platform,
  }),
  apply({ groupId, userId, removedBy, platform = "iOS" }, context) {
    const group = findGroup(groupId, context);
    const member = findMember(group, userId);
    // Only in groups of type Work may the owner leave.
    if (member === ownerOf(group) && group.type !== "Work") {
      throw new Problem(
        409,
        "The member did not leave.",
        `${userId} is the owner.`,
        "Change the owner first.",
      );
    }
    group.members.delete(userId);
    const exitType = removedBy === undefined ? "Quit" : "Kicked";
    context.tencentIm(memberLeft(group, userId, exitType, { userId: removedBy ?? userId, platform }));
  },
});

function findMember(group: WorldGroup, userId: string): WorldMember {
  const member = group.members.get(userId);
  if (member) return member;
  throw new Problem(
    404,
    `${userId} is not a member of ${group.id}.`,
    "The user never joined, or left.",
    "GET /school shows the members of all groups.",
  );
}

/** A member of a group that keeps name cards and roles. */
function findProfile(group: WorldGroup, userId: string): WorldMember {
  if (hasProfiles(group.type)) return findMember(group, userId);
  throw new Problem(
    409,
    "The member was not changed.",
    `Groups of type ${group.type} keep no member profiles.`,
    "Choose another group.",
  );
}

function sendChange(
  group: WorldGroup,
  { userId }: WorldMember,
  change: MemberChange,
  by: Actor,
  { tencentIm, settings }: EventContext,
): void {
  tencentIm(memberChanged(group, userId, change, by, settings.tencentIm.changedMemberField));
}
