import type { z } from "zod";
import {
  courseCreated,
  courseDeleted,
  courseEnded,
  courseInfoChanged,
  courseRenamed,
} from "./course-events.js";
import {
  groupCreated,
  groupInfoChanged,
  groupOwnerChanged,
  groupRenamed,
  groupWasDestroyed,
} from "./group-events.js";
import { accountWasCancelled, lessonCreated, testSent } from "./institution-events.js";
import { memberJoinedGroup, memberLeftGroup, memberRenamed, roleChanged } from "./member-events.js";
import { studentsAdded, studentsEdited, studentsRemoved } from "./student-events.js";

/** Everything that the control API can make happen. */
export const EVENTS = {
  "member-renamed": memberRenamed,
  "role-changed": roleChanged,
  "member-joined": memberJoinedGroup,
  "member-left": memberLeftGroup,
  "group-created": groupCreated,
  "group-renamed": groupRenamed,
  "group-changed": groupInfoChanged,
  "owner-changed": groupOwnerChanged,
  "group-destroyed": groupWasDestroyed,
  "course-created": courseCreated,
  "course-renamed": courseRenamed,
  "course-changed": courseInfoChanged,
  "course-ended": courseEnded,
  "course-deleted": courseDeleted,
  "student-added": studentsAdded,
  "student-removed": studentsRemoved,
  "student-edited": studentsEdited,
  "account-cancelled": accountWasCancelled,
  "lesson-added": lessonCreated,
  test: testSent,
};
export type EventName = keyof typeof EVENTS;

/** Each event with the fields of its input. */
export const eventList = () =>
  Object.entries(EVENTS).map(([name, { what, input }]) => {
    const fields = Object.entries<z.ZodType>(input.shape);
    const named = (isOptional: boolean) =>
      fields.filter(([, type]) => type.safeParse(undefined).success === isOptional).map(([field]) => field);
    return { name, what, required: named(false), optional: named(true) };
  });

export const isEventName = (name: string): name is EventName => Object.hasOwn(EVENTS, name);
