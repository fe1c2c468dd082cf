/**
 * The longest list that is read, by the coordinate of its input field or argument. Far longer than the mutations allow, so
 * that the mutation itself reports a list that is slightly too long. Reading an even longer list would cost too much.
 */
const LONGEST_READ: ReadonlyMap<string, number> = new Map([
  // 5 are allowed.
  ["UpdateGroupMemberInput.customFields", 20],
  // 100 are allowed.
  ["SyncStudentNicknamesInput.classinUids", 500],
  // 50 are allowed. The list of a bulk operation has the same type and may be longer.
  ["updateGroupMembers(inputs:)", 500],
  // 1,000 are allowed.
  ["SetOfficialNamesInput.names", 5_000],
]);

export const longestList = (place: string): number => LONGEST_READ.get(place) ?? Number.POSITIVE_INFINITY;
