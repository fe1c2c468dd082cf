import type { Clock } from "./clock.js";
import {
  type Course,
  type Group,
  type GroupType,
  type Member,
  memberKeysOf,
  type School,
  type SchoolStudent,
  type Student,
} from "./school.js";

/** Times are Unix seconds, as in the vendors' answers. 0 means never. */
export interface WorldMember extends Omit<Member, "joinedAt" | "lastMessageAt" | "mutedUntil"> {
  joinedAt: number;
  lastMessageAt: number;
  /** May lie in the past. Use `mutedUntilNow` to read it. */
  mutedUntil: number;
}

export interface WorldGroup extends Omit<
  Group,
  "createdAt" | "lastInfoAt" | "lastMessageAt" | "members" | "mutedOutsiders"
> {
  createdAt: number;
  lastInfoAt: number;
  lastMessageAt: number;
  readonly members: Map<string, WorldMember>;
  /** A mute outlives membership, and an AVChatRoom keeps mutes of people it does not list as members. */
  readonly mutedOutsiders: Map<string, number>;
}

export interface WorldCourse extends Omit<Course, "students"> {
  readonly students: Student[];
}

/** The state that calls read and change. Tests may change it directly. */
export class World {
  readonly clock: Clock;
  readonly courses = new Map<string, WorldCourse>();
  readonly groups = new Map<string, WorldGroup>();
  /** The students whom the school file lists, by UID. Those of courses are students too. */
  readonly students = new Map<string, SchoolStudent>();
  /** Accounts imported into the chat app. */
  readonly accounts = new Set<string>();
  readonly #school: School;

  constructor(school: School, clock: Clock) {
    this.#school = school;
    this.clock = clock;
    this.reset();
  }

  /** Restores the school's initial state. Does not change the clock. */
  reset(): void {
    this.courses.clear();
    this.groups.clear();
    this.students.clear();
    this.accounts.clear();
    for (const student of this.#school.students) this.students.set(student.uid, { ...student });
    for (const account of this.#school.accounts) this.accounts.add(account);
    for (const { students, ...course } of this.#school.courses) {
      this.courses.set(course.id, { ...course, students: students.map((student) => ({ ...student })) });
    }
    for (const group of this.#school.groups) {
      const live = liveGroup(group);
      this.groups.set(live.id, live);
      for (const userId of live.members.keys()) this.accounts.add(userId);
    }
  }

  /** The custom keys that the app has set up for members of groups of this type. */
  memberKeys(type: GroupType): readonly string[] {
    return memberKeysOf(this.#school, type);
  }

  get groupKeys(): readonly string[] {
    return this.#school.customKeys.group;
  }

  /** The current state in the format of a school file, so that a later run can start from it. */
  snapshot(): School {
    const members = new Set<string>();
    for (const group of this.groups.values()) for (const userId of group.members.keys()) members.add(userId);
    return {
      ...this.#school,
      courses: [...this.courses.values()],
      students: [...this.students.values()],
      groups: [...this.groups.values()].map(groupInFile),
      accounts: [...this.accounts].filter((account) => !members.has(account)),
    };
  }
}

const seconds = (moment: string | null): number =>
  moment === null ? 0 : Math.floor(Date.parse(moment) / 1000);
const moment = (unix: number): string => new Date(unix * 1000).toISOString();
const momentOrNull = (unix: number): string | null => (unix === 0 ? null : moment(unix));

export function liveGroup({ members, mutedOutsiders, ...group }: Group): WorldGroup {
  return {
    ...group,
    createdAt: seconds(group.createdAt),
    lastInfoAt: seconds(group.lastInfoAt),
    lastMessageAt: seconds(group.lastMessageAt),
    customFields: { ...group.customFields },
    members: new Map(members.map((member) => [member.userId, liveMember(member)])),
    mutedOutsiders: new Map(
      Object.entries(mutedOutsiders).map(([userId, until]) => [userId, seconds(until)]),
    ),
  };
}

export const liveMember = (member: Member): WorldMember => ({
  ...member,
  joinedAt: seconds(member.joinedAt),
  lastMessageAt: seconds(member.lastMessageAt),
  mutedUntil: seconds(member.mutedUntil),
  customFields: { ...member.customFields },
});

const groupInFile = (group: WorldGroup): Group => ({
  ...group,
  createdAt: moment(group.createdAt),
  lastInfoAt: moment(group.lastInfoAt),
  lastMessageAt: momentOrNull(group.lastMessageAt),
  members: [...group.members.values()].map((member) => ({
    ...member,
    joinedAt: moment(member.joinedAt),
    lastMessageAt: momentOrNull(member.lastMessageAt),
    mutedUntil: momentOrNull(member.mutedUntil),
  })),
  mutedOutsiders: Object.fromEntries(
    [...group.mutedOutsiders].map(([userId, until]) => [userId, moment(until)]),
  ),
});

/** The end of a mute, or 0 if it is already over. */
export const mutedUntilNow = (mutedUntil: number, clock: Clock): number =>
  mutedUntil > clock.seconds() ? mutedUntil : 0;
