import { readFileSync } from "node:fs";
import { z } from "zod";
import { registeredName, selfChosenName, studentAccount } from "./names.js";

/** Rooms that anyone may join. Tencent IM keeps no member profiles for them. BChatRoom is obsolete, but old groups have it. */
const LIVE_ROOMS = ["AVChatRoom", "BChatRoom"] as const;
const TYPES_WITH_PROFILES = ["Work", "Public", "Meeting", "Community"] as const;
export const GROUP_TYPES = [...TYPES_WITH_PROFILES, ...LIVE_ROOMS] as const;
export type GroupType = (typeof GROUP_TYPES)[number];
export type TypeWithProfiles = (typeof TYPES_WITH_PROFILES)[number];

export const hasProfiles = (type: GroupType): type is TypeWithProfiles =>
  !LIVE_ROOMS.some((known) => known === type);
export const GROUP_ROLES = ["Owner", "Admin", "Member"] as const;
export const MESSAGE_DELIVERIES = [
  "AcceptAndNotify",
  "AcceptNotNotify",
  "Discard",
  "AcceptNotNotifyExceptAt",
] as const;

const TERM_START = "2026-09-01T00:00:00Z";
const YESTERDAY_OF_TERM = "2026-09-02T15:30:00Z";

/** A lone surrogate. It cannot be encoded in UTF-8, so limits in bytes do not apply to it. */
export const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** The vendors count bytes, not characters. One Chinese character has three. */
const text = (maxBytes: number) =>
  z.string().refine((value) => !HALF_A_CHARACTER.test(value) && Buffer.byteLength(value) <= maxBytes, {
    error: `at most ${maxBytes} bytes of well-formed UTF-8`,
  });

const moment = z.iso.datetime();
export const userIdText = z
  .string()
  .regex(/^[\x21-\x7e]{1,32}$/, { error: "a user id is 1 to 32 printable ASCII characters" });
const customKey = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_]{1,16}$/, {
  error: "a custom key is 1 to 16 letters, digits, underscores",
});

export const nameCardText = text(50);

const memberSchema = z.strictObject({
  userId: userIdText,
  role: z.enum(GROUP_ROLES).default("Member"),
  nameCard: nameCardText.default(""),
  joinedAt: moment.default(TERM_START),
  lastMessageAt: moment.nullable().default(null),
  mutedUntil: moment.nullable().default(null),
  messageDelivery: z.enum(MESSAGE_DELIVERIES).default("AcceptAndNotify"),
  lastReadSeq: z.int().min(0).max(0xffffffff).default(0),
  online: z.boolean().default(false),
  customFields: z.record(customKey, text(64)).default({}),
});
export type Member = z.output<typeof memberSchema>;
export type MemberInput = z.input<typeof memberSchema>;

/** Short form for many users: `{ "count": 40 }` is student_001 to student_040. */
const crowdSchema = z.strictObject({
  count: z.int().min(0).max(100_000),
  from: z.int().min(0).default(1),
  nameCards: z.array(nameCardText).min(1).optional(),
});

function membersOf(crowd: z.output<typeof crowdSchema>): Member[] {
  const { count, from, nameCards = [""] } = crowd;
  return Array.from({ length: count }, (_, index) =>
    memberSchema.parse({
      userId: studentAccount(from + index),
      nameCard: nameCards[index % nameCards.length],
    }),
  );
}

/** A ClassIn user's number. */
export const uidText = z.string().regex(/^[1-9]\d{0,11}$/, { error: "a uid is a decimal number" });
/** ClassIn cuts longer names. */
export const registeredNameText = z.string().min(1).max(24);

const studentSchema = z.strictObject({
  uid: uidText,
  /** The name shown in the class group and in live lessons. A sync sets it to the registered name. */
  nickname: z.string(),
  /** The school's name for the student. */
  registeredName: registeredNameText,
  kind: z.enum(["student", "auditor"]).default("student"),
  /** ClassIn always fails to rename this student. */
  alwaysSkipped: z.boolean().default(false),
  /** False: the institution has removed the student, but the course still lists them. */
  inInstitution: z.boolean().default(true),
});
export type Student = z.output<typeof studentSchema>;
export type StudentInput = z.input<typeof studentSchema>;

const schoolStudentSchema = z.strictObject({
  uid: z.string().regex(/^[1-9]\d{0,11}$/),
  /** The name in the institution's console. ClassIn cuts it at 24 characters. */
  name: z.string().min(1).max(24),
  /** The code that a sync by student always gives for this student. */
  syncCode: z.int().optional(),
});
export type SchoolStudent = z.output<typeof schoolStudentSchema>;

export const studentNumber = (number: number): Student => ({
  uid: String(1_001_000 + number),
  nickname: selfChosenName(number),
  registeredName: registeredName(number),
  kind: "student",
  alwaysSkipped: false,
  inInstitution: true,
});

const studentCrowd = crowdSchema.omit({ nameCards: true });
const studentsOf = ({ count, from }: z.output<typeof studentCrowd>): Student[] =>
  Array.from({ length: count }, (_, index) => studentNumber(from + index));

export const courseIdText = z.string().regex(/^[1-9]\d{0,11}$/, { error: "a course id is a decimal number" });
export const headTeacher = z.strictObject({ uid: uidText, name: z.string().min(1).max(100) });

const courseSchema = z
  .strictObject({
    id: courseIdText,
    name: z.string().default("A course"),
    type: z.enum(["standard", "open", "dual-teacher"]).default("standard"),
    institution: z.enum(["own", "other"]).default("own"),
    state: z.enum(["running", "ended", "expired", "deleted"]).default("running"),
    /** After this moment the course counts as expired. Unset or null: never. */
    expiresAt: moment.nullable().optional(),
    headTeacher: headTeacher.optional(),
    /** Overrides `choices.deletedStudent` for this course. */
    deletedStudent: z.enum(["counts-as-skipped", "fails-the-call"]).optional(),
    students: z.union([z.array(z.union([studentSchema, studentCrowd])), studentCrowd]).default([]),
    /** Short form: marks the first `willSkip` students as always skipped. */
    willSkip: z.union([z.int().min(0), z.literal("all")]).optional(),
  })
  .transform(({ students, willSkip = 0, ...course }) => {
    const entries = Array.isArray(students) ? students : [students];
    const all = entries.flatMap((entry) => ("count" in entry ? studentsOf(entry) : [entry]));
    const skipped = willSkip === "all" ? all.length : willSkip;
    return {
      ...course,
      students: all.map((one, at) => ({ ...one, alwaysSkipped: one.alwaysSkipped || at < skipped })),
    };
  });
export type Course = z.output<typeof courseSchema>;
export type CourseInput = z.input<typeof courseSchema>;

export const groupTexts = {
  name: text(30),
  introduction: text(240),
  notification: text(300),
  avatarUrl: text(100),
};

const groupSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\x20-\x7e]{1,48}$/, { error: "a group id is 1 to 48 printable ASCII characters" }),
    type: z.enum(GROUP_TYPES).default("Public"),
    name: groupTexts.name.default("A group"),
    introduction: groupTexts.introduction.default(""),
    notification: groupTexts.notification.default(""),
    avatarUrl: groupTexts.avatarUrl.default(""),
    createdAt: moment.default(TERM_START),
    lastInfoAt: moment.default(TERM_START),
    lastMessageAt: moment.nullable().default(YESTERDAY_OF_TERM),
    infoSeq: z.int().min(0).default(1),
    nextMessageSeq: z.int().min(0).default(1),
    maxMembers: z.int().min(1).default(6000),
    joinPolicy: z.enum(["FreeAccess", "NeedPermission", "DisableApply"]).default("NeedPermission"),
    invitePolicy: z.enum(["FreeAccess", "NeedPermission", "DisableInvite"]).default("FreeAccess"),
    everyoneMuted: z.boolean().default(false),
    /** This and the next two appear only in answers about communities. */
    supportsTopics: z.boolean().default(false),
    usesPermissionGroups: z.boolean().default(false),
    /** A bit set: the permissions of members without a permission group. */
    defaultPermissions: z.int().min(0).default(0),
    customFields: z.record(customKey, text(512)).default({}),
    members: z.array(z.union([memberSchema, crowdSchema])).default([]),
    /** Muted users who are not listed as members, with the end of the mute. */
    mutedOutsiders: z.record(userIdText, moment).default({}),
  })
  .transform((group) => ({
    ...group,
    members: group.members.flatMap((entry) => ("count" in entry ? membersOf(entry) : [entry])),
  }))
  .superRefine((group, context) => {
    const report = (message: string) => context.addIssue({ code: "custom", message });
    const ids = new Set(group.members.map((member) => member.userId));
    if (ids.size < group.members.length) report(`${group.id}: a user is a member twice`);
    if (group.members.filter((member) => member.role === "Owner").length > 1)
      report(`${group.id}: more than one owner`);
    const withoutAdmins = group.type === "Work" || !hasProfiles(group.type);
    if (withoutAdmins && group.members.some((member) => member.role === "Admin")) {
      report(`${group.id}: groups of type ${group.type} have no admins`);
    }
    if ((group.type === "Community") !== group.id.startsWith("@TGS#_")) {
      report(`${group.id}: ids start with @TGS#_ for communities only`);
    }
    if (group.members.length > group.maxMembers) report(`${group.id}: more members than maxMembers`);
  });
export type Group = z.output<typeof groupSchema>;
export type GroupInput = z.input<typeof groupSchema>;

const memberKeys = z.array(customKey).max(5).default([]);
const customKeysSchema = z.strictObject({
  group: z.array(customKey).max(10).default([]),
  /** Member keys per group type. Live rooms have none. */
  member: z
    .strictObject({ Work: memberKeys, Public: memberKeys, Meeting: memberKeys, Community: memberKeys })
    .prefault({}),
});

const schoolSchema = z
  .strictObject({
    about: z.string().optional(),
    customKeys: customKeysSchema.prefault({}),
    courses: z.array(courseSchema).default([]),
    /** Students of the institution who are in no course, or whose syncs have a fixed result. Others follow from the courses. */
    students: z.array(schoolStudentSchema).default([]),
    groups: z.array(groupSchema).default([]),
    /** Imported accounts that are not in any group. Group members always count as imported. */
    accounts: z.array(userIdText).default([]),
  })
  .superRefine((school, context) => {
    const report = (message: string) => context.addIssue({ code: "custom", message });
    for (const id of repeated(school.courses)) report(`there are two courses ${id}`);
    for (const id of repeated(school.groups)) report(`there are two groups ${id}`);
    for (const group of school.groups) {
      const allowed = memberKeysOf(school, group.type);
      const used = new Set(group.members.flatMap((member) => Object.keys(member.customFields)));
      for (const key of used)
        if (!allowed.includes(key)) report(`${group.id}: member key ${key} is not in customKeys`);
      for (const key of Object.keys(group.customFields)) {
        if (!school.customKeys.group.includes(key))
          report(`${group.id}: group key ${key} is not in customKeys`);
      }
    }
  });
export type School = z.output<typeof schoolSchema>;

export const memberKeysOf = (school: Pick<School, "customKeys">, type: GroupType): readonly string[] =>
  hasProfiles(type) ? school.customKeys.member[type] : [];

function repeated(list: readonly { readonly id: string }[]): string[] {
  const seen = new Set<string>();
  return list.map(({ id }) => id).filter((id) => seen.size === seen.add(id).size);
}

/** Validates a school and fills in all defaults. Throws one error that lists every problem. */
export function parseSchool(school: unknown): School {
  const parsed = schoolSchema.safeParse(school);
  if (parsed.success) return parsed.data;
  throw new Error(`This is not a valid school:\n${z.prettifyError(parsed.error)}`);
}

export const readSchool = (file: string | URL): School => parseSchool(JSON.parse(readFileSync(file, "utf8")));

export const demoSchool = (): School => readSchool(new URL("./school.json", import.meta.url));

export const parseMember = (member: MemberInput): Member => memberSchema.parse(member);
export const parseCourse = (course: CourseInput): Course => courseSchema.parse(course);
export const parseGroup = (group: GroupInput): Group => groupSchema.parse(group);
