/**
 * How many items of a list are looked at, by the coordinate of the input field or argument that takes it. Far more than the
 * mutations allow, so that a client whose list is only too long is told by the mutation itself; beyond, even reading them
 * costs too much.
 */
const LOOKED_AT: ReadonlyMap<string, number> = new Map([
  // 5 are allowed.
  ["UpdateGroupMemberInput.customFields", 20],
  // 50 are allowed. The list of a bulk operation has the same type and may be longer.
  ["updateGroupMembers(inputs:)", 500],
]);

export const longestList = (place: string): number => LOOKED_AT.get(place) ?? Number.POSITIVE_INFINITY;
