import type { GroupMember } from "../../schema/group-member.js";
import type { Context } from "../../src/graphql/context.js";
import { isUserId } from "../../src/input/ids.js";
import type { OfficialName } from "../../src/names/model.js";
import { fromStore } from "./store-errors.js";

type Found = Promise<Pick<OfficialName, "name"> | null>;

/** The name of each member, or its read. All fields of a member share one read. */
const known = new WeakMap<GroupMember, Found>();

/** Null if the school has set none. All members of a page share one statement. */
export function officialNameOf(member: GroupMember, context: Context): Found {
  const found = known.get(member) ?? read(member, context);
  known.set(member, found);
  return found;
}

/** A name of another subgraph counts more than a stored one. */
async function read({ userId, nameFromUser }: GroupMember, context: Context): Found {
  if (nameFromUser !== null) return { name: nameFromUser };
  return isUserId(userId) ? fromStore(context, () => context.names.find(userId)) : null;
}
