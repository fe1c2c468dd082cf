import { z } from "zod";
import { Problem } from "../problem.js";
import type { WorldGroup, WorldMember } from "../world.js";
import type { EventContext } from "./event.js";

const PLATFORMS = ["RESTAPI", "Web", "Android", "iOS", "Windows", "Mac", "macOS", "iPad", "Unknown"] as const;
/** Where it was done. */
export const platform = z.enum(PLATFORMS).optional();

export function findGroup(groupId: string, { world }: Pick<EventContext, "world">): WorldGroup {
  const group = world.groups.get(groupId);
  if (group) return group;
  throw new Problem(
    404,
    `There is no group ${groupId.slice(0, 100)}.`,
    "It never existed, or it was destroyed.",
    "GET /school shows all groups.",
  );
}

export function ownerOf(group: WorldGroup): WorldMember | undefined {
  for (const member of group.members.values()) if (member.role === "Owner") return member;
  return undefined;
}
