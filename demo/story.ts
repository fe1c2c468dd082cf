import { setTimeout as wait } from "node:timers/promises";
import {
  SyncClassNicknamesDocument,
  UpdateGroupMemberDocument,
  type UpdateGroupMemberInput,
} from "../test/operations/generated/graphql.js";
import type { Answer, Send } from "./client.js";
import { JoinedRosterDocument, type JoinedRosterQuery } from "./operations/generated/graphql.js";
import { table } from "./table.js";

/** One step of the demo: its title, its operation and the expected outcome. */
interface Step {
  readonly title: string;
  readonly expected: string;
  run(send: Send): Promise<Outcome>;
}

interface Outcome {
  readonly typename: string;
  readonly detail: string;
}

const COURSE = "561294";
const GROUP = `course-${COURSE}`;
const SHOWN = 8;

/** 51 bytes: the limit is 50, and a Chinese character has 3. */
const TOO_LONG = "课".repeat(17);

const STEPS: readonly Step[] = [
  sync("Fix the names of a course", COURSE, "SyncClassNicknamesSuccess"),
  sync("Fix the names of a course with a student whom ClassIn skips", "561295", "NicknamesPartlySyncedError"),
  sync("Fix the names of a course that was deleted", "561296", "CourseDeletedError"),
  update("Rename student_001, whose name card does not identify them", {
    userId: "student_001",
    nameCard: "林雅 Lin Ya",
  }),
  update(
    "Rename student_002 to 17 Chinese characters, one too many",
    { userId: "student_002", nameCard: TOO_LONG },
    "InvalidInputError",
  ),
  update("Make student_004 an administrator", { userId: "student_004", role: "ADMIN" }),
  update("Mute student_003 for an hour", { userId: "student_003", muteForSeconds: 3600 }),
];

export interface Options {
  readonly print: (text: string) => void;
  /** Milliseconds between steps, for reading along or for stopping a program by hand. */
  readonly pauseMs: number;
  /** Called after half of the steps. */
  readonly halfway: () => Promise<void>;
}

/** Runs all steps. True if every step had its expected outcome. */
export async function playStory(send: Send, { print, pauseMs, halfway }: Options): Promise<boolean> {
  const before = await roster(send);
  print(`The roster before\n${showRoster(before, null)}\n`);

  let isGood = before.data?.course?.group != null;
  for (const [index, step] of STEPS.entries()) {
    await wait(pauseMs);
    if (index === Math.floor(STEPS.length / 2)) await halfway();
    const outcome = await step.run(send);
    const asExpected = outcome.typename === step.expected;
    isGood &&= asExpected;
    const verdict = asExpected ? "" : `   (expected ${step.expected})`;
    print(`${index + 1}. ${step.title}\n   ${outcome.typename}${verdict}\n   ${outcome.detail}\n`);
  }

  const after = await roster(send);
  print(`The roster after\n${showRoster(after, before)}\n`);
  return isGood && after.data?.course?.group != null;
}

function sync(title: string, courseId: string, expected: string): Step {
  return {
    title: `${title} (${courseId})`,
    expected,
    async run(send) {
      const { data, errors } = await send(SyncClassNicknamesDocument, { courseId });
      const result = data?.syncClassNicknames;
      if (result === undefined) return failureOf(errors);
      const { __typename: typename } = result;
      return {
        typename,
        detail: "message" in result ? result.message : `Confirmed by ClassIn at ${result.syncedAt}.`,
      };
    },
  };
}

function update(
  title: string,
  change: Omit<UpdateGroupMemberInput, "groupId">,
  expected = "UpdateGroupMemberSuccess",
): Step {
  return {
    title,
    expected,
    async run(send) {
      const { data, errors } = await send(UpdateGroupMemberDocument, {
        input: { groupId: GROUP, ...change },
      });
      const result = data?.updateGroupMember;
      if (result === undefined) return failureOf(errors);
      const { __typename: typename } = result;
      const detail =
        "message" in result ? result.message : `Confirmed by Tencent IM for ${result.groupMember.userId}.`;
      return { typename, detail };
    },
  };
}

const failureOf = (errors: Answer<unknown>["errors"]): Outcome => ({
  typename: errors[0]?.extensions?.code ?? "(no answer)",
  detail: errors[0]?.message ?? "The server returned neither data nor errors.",
});

const roster = (send: Send): Promise<Answer<JoinedRosterQuery>> =>
  send(JoinedRosterDocument, { courseId: COURSE, first: SHOWN });

function showRoster(
  { data, errors }: Answer<JoinedRosterQuery>,
  earlier: Answer<JoinedRosterQuery> | null,
): string {
  const course = data?.course;
  const group = course?.group;
  if (group == null) return `   ${failureOf(errors).typename}: ${failureOf(errors).detail}`;
  const earlierRows = new Map(
    earlier?.data?.course?.group?.members?.nodes.map((member) => [member.userId, rowOf(member)]),
  );
  const members = group.members?.nodes ?? [];
  const rows = members.map((member) => {
    const row = rowOf(member);
    const changed = earlier !== null && earlierRows.get(member.userId)?.join() !== row.join();
    return [...row, changed ? "<- changed" : ""];
  });
  const more = (group.memberCount ?? 0) - members.length;
  return [
    `   course ${COURSE} "${course?.title}", taught by ${course?.teacher?.fullName}`,
    `   chat group "${group.name}" (${group.type}, ${group.memberCount} members)`,
    table([["user", "full name", "role", "name card", "muted until", ""], ...rows], "   "),
    `   ... and ${more} more`,
  ].join("\n");
}

type Member = NonNullable<
  NonNullable<NonNullable<NonNullable<JoinedRosterQuery["course"]>["group"]>["members"]>["nodes"][number]
>;

const rowOf = ({ userId, user, role, nameCard, mutedUntil }: Member): string[] => [
  userId,
  user.fullName ?? "",
  role ?? "",
  nameCard === "" ? "(none)" : (nameCard ?? ""),
  mutedUntil ?? "",
];
