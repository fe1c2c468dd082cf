import { z } from "zod";

const PLACE = "{courseId}";
/** Course numbers have up to 20 digits, group ids up to 48 characters. */
const MOST_OTHER_CHARACTERS = 48 - 20;

export const COURSE_GROUP_VARIABLES = {
  COURSE_GROUP_ID: z
    .string()
    .regex(/^[\x20-\x7e]*\{courseId\}[\x20-\x7e]*$/, "must be printable ASCII with {courseId} in it")
    .refine((pattern) => pattern.split(PLACE).length === 2, "must contain {courseId} once")
    .refine(
      (pattern) => pattern.length - PLACE.length <= MOST_OTHER_CHARACTERS,
      "must leave room for 20 digits within 48 characters",
    )
    .default("course-{courseId}")
    .describe("How a course's chat group is named."),
};
