import { studentAccount } from "./names.js";
import {
  type Course,
  type CourseInput,
  type Group,
  type GroupInput,
  type Member,
  type MemberInput,
  parseCourse,
  parseGroup,
  parseMember,
  parseSchool,
  type School,
  type SchoolStudent,
  type StudentInput,
  studentNumber,
  type TypeWithProfiles,
} from "./school.js";

/** Builders for tests. The test states what matters; the builder returns a complete and valid object. */

export const aMember = (member: Partial<MemberInput> = {}): Member =>
  parseMember({ userId: studentAccount(1), ...member });

export interface GroupWish extends Omit<Partial<GroupInput>, "members"> {
  /** The number of members, including the owner `teacher_li`, or a list (an id is an ordinary member). Default 3. */
  members?: number | readonly (string | Partial<MemberInput>)[];
}

export function aGroup({ members = 3, ...group }: GroupWish = {}): Group {
  const id = group.type === "Community" ? "@TGS#_community-1" : "group-1";
  return parseGroup({
    id,
    ...group,
    members: typeof members === "number" ? crowd(members) : members.map(asMember),
  });
}

const asMember = (member: string | Partial<MemberInput>, index: number): Member =>
  aMember({
    userId: studentAccount(index + 1),
    ...(typeof member === "string" ? { userId: member } : member),
  });

const crowd = (count: number): Member[] =>
  Array.from({ length: count }, (_, index) =>
    index === 0
      ? aMember({ userId: "teacher_li", role: "Owner" })
      : aMember({ userId: studentAccount(index) }),
  );

export interface CourseWish extends Omit<Partial<CourseInput>, "students"> {
  /** The number of students or a list. Default 3. Their nicknames differ from their registered names. */
  students?: number | readonly Partial<StudentInput>[];
}

export function aCourse({ students = 3, ...course }: CourseWish = {}): Course {
  const all =
    typeof students === "number"
      ? { count: students }
      : students.map((student, index) => ({ ...studentNumber(index + 1), ...student }));
  return parseCourse({ id: "561294", ...course, students: all });
}

export interface SchoolWish {
  courses?: readonly Course[];
  /** Students of the institution, in addition to those of its courses. */
  students?: readonly SchoolStudent[];
  groups?: readonly Group[];
  accounts?: readonly string[];
  /** Keys in addition to those that the given groups and members use. */
  customKeys?: { group?: readonly string[]; member?: Partial<Record<TypeWithProfiles, readonly string[]>> };
}

export function aSchool({
  courses = [],
  students = [],
  groups = [],
  accounts = [],
  customKeys = {},
}: SchoolWish = {}): School {
  const memberKeys = (type: TypeWithProfiles) =>
    unique([
      ...(customKeys.member?.[type] ?? []),
      ...groups
        .filter((group) => group.type === type)
        .flatMap((group) => group.members.flatMap((member) => Object.keys(member.customFields))),
    ]);
  return parseSchool({
    customKeys: {
      group: unique([
        ...(customKeys.group ?? []),
        ...groups.flatMap((group) => Object.keys(group.customFields)),
      ]),
      member: {
        Work: memberKeys("Work"),
        Public: memberKeys("Public"),
        Meeting: memberKeys("Meeting"),
        Community: memberKeys("Community"),
      },
    },
    courses,
    students,
    groups,
    accounts,
  });
}

const unique = (keys: readonly string[]): string[] => [...new Set(keys)];
