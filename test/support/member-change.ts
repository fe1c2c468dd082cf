import { type MemberChangeInput, readMemberChange } from "../../src/input/member-change.js";
import type { Problem } from "../../src/input/problem.js";

export const IDS = { groupId: "course-561294", userId: "student_001" };

/** Reads a change of a valid member of a valid group. */
export const readChange = (change: Partial<MemberChangeInput>) =>
  readMemberChange({ ...IDS, ...change }, "input");

/** The problems of a change. Empty if it may be sent. */
export function problemsOf(change: Partial<MemberChangeInput>): readonly Problem[] {
  const read = readChange(change);
  return read.ok ? [] : read.error;
}

export const pathsOf = (change: Partial<MemberChangeInput>): string[] =>
  problemsOf(change).map(({ path }) => path);
