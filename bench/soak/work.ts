import { studentAccount } from "../../src/simulator/names.js";

/** The size of the simulated school. */
export const COURSES = 200;
export const STUDENTS = 20;
const FIRST_COURSE = 600_001;

export const courseAt = (turn: number): string => (FIRST_COURSE + (turn % COURSES)).toString();
/** The owner, and so a member, of the course's group. */
const teacher = (turn: number): string => `teacher_${(turn % COURSES) + 1}`;
/** May or may not be in the group. */
const student = (turn: number): string => studentAccount((turn % STUDENTS) + 1, 6);

/** Kinds of requests, with their percentages. Mostly reads, because requests cannot share writes. */
const WORK: readonly { share: number; body: (turn: number) => object }[] = [
  {
    share: 70,
    body: (turn) => ({
      query: "query ($id: ID!) { group(id: $id) { name type memberCount } }",
      variables: { id: `course-${courseAt(turn)}` },
    }),
  },
  {
    share: 15,
    body: (turn) => ({
      query:
        "query ($of: [_Any!]!) { _entities(representations: $of) { ... on Group { id name owner { userId } } } }",
      variables: {
        of: [0, 7, 400].map((on) => ({ __typename: "Group", id: `course-${Number(courseAt(turn)) + on}` })),
      },
    }),
  },
  {
    share: 10,
    body: (turn) => ({
      query:
        "query ($g: ID!, $u: ID!) { groupMember(groupId: $g, userId: $u) { role nameCard group { name } } }",
      variables: { g: `course-${courseAt(turn)}`, u: teacher(turn) },
    }),
  },
  {
    share: 2,
    body: (turn) => ({
      query:
        "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename ... on MutationError { message } } }",
      variables: {
        input: { groupId: `course-${courseAt(turn)}`, userId: teacher(turn), nameCard: `Card ${turn % 9}` },
      },
    }),
  },
  {
    share: 1,
    body: (turn) => ({
      query:
        "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename ... on MutationError { message } } }",
      variables: {
        input: { groupId: `course-${courseAt(turn)}`, userId: student(turn), muteForSeconds: 60 },
      },
    }),
  },
  {
    share: 1,
    body: (turn) => ({
      query:
        "mutation ($courseId: ID!) { syncClassNicknames(courseId: $courseId) { __typename ... on MutationError { message } } }",
      variables: { courseId: courseAt(turn) },
    }),
  },
  { share: 1, body: (turn) => ({ query: `{ nothing${turn % 5} ` }) },
];

const HUNDRED = WORK.flatMap(({ share, body }) => Array.from({ length: share }, () => body));

/** The body of a request. Any hundred consecutive requests contain each kind as often as its percentage. */
export function bodyOf(turn: number): string {
  // 37 and 100 are coprime, so the kinds are mixed and each is used.
  return JSON.stringify(HUNDRED[(turn * 37) % HUNDRED.length]?.(Math.floor(turn / 3)) ?? {});
}
