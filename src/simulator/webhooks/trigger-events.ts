import type { EventName } from "./events.js";

/** The values of the options on the command line, by name. */
export type Given = Readonly<Partial<Record<OptionName, string>>>;

/** What stands for the value in the help, and what the option means. */
export const OPTIONS = {
  group: ["ID", "the group"],
  user: ["ID", "the user's account"],
  "name-card": ["TEXT", "the new name card (default: the user id with a suffix)"],
  name: ["TEXT", "the new name"],
  course: ["ID", "the course"],
  "head-teacher": ["NAME", "the head teacher of the course"],
  expires: ["TIME", "when the course expires, such as 2027-01-31T00:00:00Z"],
  student: ["UID", "the student's number"],
  platform: ["NAME", "where it was done, such as Web or RESTAPI (default: iOS)"],
} as const;
export type OptionName = keyof typeof OPTIONS;

export interface TriggerEvent {
  readonly required: readonly OptionName[];
  readonly optional: readonly OptionName[];
  /** The input of the event. Fields without a value are left out. */
  readonly input: (given: Given) => Readonly<Record<string, unknown>>;
}

const group = ({ group, user, platform }: Given) => ({ groupId: group, userId: user, platform });

/** The events of `trigger`. The control API has more. */
export const TRIGGER_EVENTS = {
  "member-renamed": {
    required: ["group", "user"],
    optional: ["name-card", "platform"],
    input: (given) => ({ ...group(given), nameCard: given["name-card"] }),
  },
  "member-joined": { required: ["group", "user"], optional: ["platform"], input: group },
  "member-left": { required: ["group", "user"], optional: ["platform"], input: group },
  "group-renamed": {
    required: ["group", "name"],
    optional: ["platform"],
    input: (given) => ({ ...group(given), name: given.name }),
  },
  "group-destroyed": { required: ["group"], optional: ["platform"], input: group },
  "owner-changed": { required: ["group", "user"], optional: ["platform"], input: group },
  "course-created": {
    required: ["course"],
    optional: ["name", "head-teacher", "expires"],
    input: (given) => ({
      courseId: given.course,
      name: given.name,
      headTeacherName: given["head-teacher"],
      expiresAt: given.expires,
    }),
  },
  "course-renamed": {
    required: ["course", "name"],
    optional: [],
    input: ({ course, name }) => ({ courseId: course, name }),
  },
  "course-ended": { required: ["course"], optional: [], input: ({ course }) => ({ courseId: course }) },
  "course-deleted": { required: ["course"], optional: [], input: ({ course }) => ({ courseId: course }) },
  "student-added": {
    required: ["course", "student"],
    optional: ["name"],
    input: ({ course, student, name }) => ({ courseId: course, students: [{ uid: student, name }] }),
  },
  "student-removed": {
    required: ["course", "student"],
    optional: [],
    input: ({ course, student }) => ({ courseId: course, students: [student] }),
  },
  test: { required: [], optional: [], input: () => ({}) },
} satisfies Partial<Record<EventName, TriggerEvent>>;
export type TriggerName = keyof typeof TRIGGER_EVENTS;
