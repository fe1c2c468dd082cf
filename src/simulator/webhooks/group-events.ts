import { z } from "zod";
import { Problem } from "../problem.js";
import { GROUP_TYPES, type GroupInput, groupTexts, hasProfiles, parseGroup, userIdText } from "../school.js";
import { liveGroup, type WorldGroup, type WorldMember } from "../world.js";
import { event } from "./event.js";
import { findGroup, ownerOf, platform } from "./group-input.js";
import { groupChanged, groupDestroyed, groupWasCreated, ownerChanged } from "./group-messages.js";

/** Default: the owner of the group. */
const operatorId = userIdText.optional();

export const groupCreated = event({
  what: "A user creates a group.",
  input: z.strictObject({
    groupId: z.string(),
    name: groupTexts.name.optional(),
    type: z.enum(GROUP_TYPES).optional(),
    ownerId: userIdText,
    memberIds: z.array(userIdText).max(500).readonly().optional(),
    platform,
  }),
  apply({ groupId, name, type, ownerId, memberIds = [], platform = "iOS" }, context) {
    const { world } = context;
    const createdAt = world.clock.now().toISOString();
    const members = [
      { userId: ownerId, role: "Owner" as const, joinedAt: createdAt },
      ...memberIds.map((userId) => ({ userId, joinedAt: createdAt })),
    ];
    const times = { createdAt, lastInfoAt: createdAt, lastMessageAt: null };
    const group = newGroup({ id: groupId, ...(name && { name }), ...(type && { type }), ...times, members });
    if (world.groups.has(groupId)) {
      throw new Problem(
        409,
        "The group was not created.",
        `There is a group ${groupId}.`,
        "Choose another id.",
      );
    }
    world.groups.set(groupId, group);
    for (const { userId } of members) world.accounts.add(userId);
    // The vendor does not say whether the first members also cause events of their own. Here, they do not.
    context.tencentIm(groupWasCreated(group, ownerId, { userId: ownerId, platform }));
  },
});

export const groupRenamed = event({
  what: "A group gets another name.",
  input: z.strictObject({ groupId: z.string(), name: groupTexts.name, operatorId, platform }),
  apply: (input, context) => groupInfoChanged.apply(input, context),
});

export const groupInfoChanged = event({
  what: "A group gets another name, introduction, notice or avatar.",
  input: z.strictObject({
    groupId: z.string(),
    name: groupTexts.name.optional(),
    introduction: groupTexts.introduction.optional(),
    notification: groupTexts.notification.optional(),
    avatarUrl: groupTexts.avatarUrl.optional(),
    operatorId,
    platform,
  }),
  apply({ groupId, operatorId, platform = "iOS", ...given }, context) {
    const group = findGroup(groupId, context);
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    if (Object.keys(change).length === 0) {
      throw new Problem(400, "Nothing changes.", "No field is given.", "Give a name or another field.");
    }
    Object.assign(group, change);
    group.lastInfoAt = context.world.clock.seconds();
    group.infoSeq += 1;
    const userId = operatorId ?? ownerOf(group)?.userId ?? context.admin;
    context.tencentIm(groupChanged(group, change, { userId, platform }));
  },
});

export const groupOwnerChanged = event({
  what: "The owner of a group makes another member the owner.",
  input: z.strictObject({ groupId: z.string(), userId: userIdText, operatorId, platform }),
  apply({ groupId, userId, operatorId, platform = "iOS" }, context) {
    const group = findGroup(groupId, context);
    const [owner, next] = findOwners(group, userId);
    owner.role = "Member";
    next.role = "Owner";
    const owners = { oldOwner: owner.userId, newOwner: userId };
    context.tencentIm(ownerChanged(group, owners, { userId: operatorId ?? owner.userId, platform }));
  },
});

export const groupWasDestroyed = event({
  what: "A group is destroyed.",
  input: z.strictObject({ groupId: z.string(), platform }),
  apply({ groupId, platform = "iOS" }, context) {
    const group = findGroup(groupId, context);
    context.world.groups.delete(groupId);
    context.tencentIm(groupDestroyed(group, ownerOf(group)?.userId ?? "", platform));
  },
});

/** The owner, and the member who is to become the owner. */
function findOwners(group: WorldGroup, userId: string): [WorldMember, WorldMember] {
  const [owner, next] = [ownerOf(group), group.members.get(userId)];
  if (!hasProfiles(group.type)) throw ownerStays(`Groups of type ${group.type} keep their owner.`);
  if (!owner) throw ownerStays("The group has no owner.");
  if (!next) throw ownerStays(`${userId} is not a member.`);
  if (next === owner) throw ownerStays(`${userId} is the owner.`);
  return [owner, next];
}

const ownerStays = (because: string) =>
  new Problem(409, "The owner was not changed.", because, "Choose another group or member.");

/** A group in the world. Throws if it would not be valid in a school file, for example because a member is in it twice. */
function newGroup(group: GroupInput): WorldGroup {
  try {
    return liveGroup(parseGroup(group));
  } catch (error) {
    const because = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Problem(400, "The group was not created.", because, "Change the input.");
  }
}
