import { z } from "zod";

const PLACEHOLDER = "{courseId}";
/** Course numbers have up to 20 digits, group ids up to 48 characters. */
const MAX_OTHER_CHARACTERS = 48 - 20;

export const COURSE_GROUP_VARIABLES = {
  COURSE_GROUP_ID: z
    .string()
    .regex(/^[\x20-\x7e]*\{courseId\}[\x20-\x7e]*$/, "must be printable ASCII with {courseId} in it")
    .refine((pattern) => pattern.split(PLACEHOLDER).length === 2, "must contain {courseId} once")
    .refine(
      (pattern) => pattern.length - PLACEHOLDER.length <= MAX_OTHER_CHARACTERS,
      `must have at most ${MAX_OTHER_CHARACTERS} characters besides {courseId}`,
    )
    .default("course-{courseId}")
    .describe("Pattern of the group id of a course's chat group."),
};
