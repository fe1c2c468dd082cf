import type { Answer } from "../client.js";
import { NamedRosterDocument, type NamedRosterQuery } from "../operations/generated/graphql.js";
import { userIdOf } from "../students.js";
import { table } from "../table.js";
import { failureOf, type Stage } from "./step.js";

const SHOWN = 8;
const COLUMNS = ["user", "official name", "in ClassIn", "in the chat group", "role", "muted until", ""];

/** What a person sees of a class at one moment: in ClassIn, in the chat group and in a teacher's app. */
export interface ClassView {
  readonly answer: Answer<NamedRosterQuery>;
  /** What ClassIn shows, by user id. Empty if the simulator does not answer. */
  readonly nicknames: ReadonlyMap<string, string>;
}

export async function lookAt(courseId: string, { send, simulator }: Stage): Promise<ClassView> {
  const students = (await simulator.studentsOf(courseId)) ?? [];
  return {
    answer: await send(NamedRosterDocument, { courseId, first: SHOWN }),
    nicknames: new Map(students.map(({ uid, nickname }) => [userIdOf(uid), nickname])),
  };
}

export const wasRead = ({ answer }: ClassView): boolean => answer.data?.course?.group != null;

/** The class as a table. Rows that differ from those of `earlier` are marked. */
export function showClass(view: ClassView, earlier: ClassView | null): string {
  const course = view.answer.data?.course;
  const group = course?.group;
  if (group == null) {
    const { typename, detail } = failureOf(view.answer.errors);
    return `   ${typename}: ${detail}`;
  }
  const before = earlier === null ? null : rowsOf(earlier);
  const rows = [...rowsOf(view)].map(([userId, row]) => [...row, markOf(row, before?.get(userId))]);
  return [
    `   course ${course?.id} "${course?.title}", taught by ${course?.teacher?.fullName}`,
    `   chat group "${group.name}" (${group.type}, ${group.memberCount} members)`,
    table([COLUMNS, ...rows], "   "),
    `   ... and ${(group.memberCount ?? 0) - rows.length} more`,
  ].join("\n");
}

const markOf = (row: readonly string[], before: readonly string[] | undefined): string =>
  before !== undefined && before.join() !== row.join() ? "<- changed" : "";

type Member = NonNullable<
  NonNullable<NonNullable<NonNullable<NamedRosterQuery["course"]>["group"]>["members"]>["nodes"][number]
>;

const rowsOf = ({ answer, nicknames }: ClassView): ReadonlyMap<string, readonly string[]> =>
  new Map(
    answer.data?.course?.group?.members?.nodes.map((member) => [member.userId, rowOf(member, nicknames)]),
  );

function rowOf(member: Member, nicknames: ReadonlyMap<string, string>): readonly string[] {
  const { userId, user, role, nameCard, nameMatches, mutedUntil } = member;
  const card = shown(nameCard);
  return [
    userId,
    user.fullName ?? "",
    shown(nicknames.get(userId)),
    nameMatches === false ? `${card} (differs)` : card,
    role ?? "",
    mutedUntil ?? "",
  ];
}

/** A name that is empty is not the same as none. */
const shown = (name: string | null | undefined): string => (name === "" ? "(none)" : (name ?? ""));
