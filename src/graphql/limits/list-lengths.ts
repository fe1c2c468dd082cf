/**
 * How many items of a list are looked at, by the coordinate of an input field, or the type of a variable. Far more than the mutations allow, so that a client whose
 * list is only too long is told by the mutation itself; beyond, even reading them costs too much.
 */
const LOOKED_AT: ReadonlyMap<string, number> = new Map([
  // 5 are allowed.
  ["UpdateGroupMemberInput.customFields", 20],
  // `updateGroupMembers` allows 50. A bulk operation's list is a field of an input, and not meant here.
  ["[UpdateGroupMemberInput!]!", 500],
]);

export const longestList = (place: string): number => LOOKED_AT.get(place) ?? Number.POSITIVE_INFINITY;
