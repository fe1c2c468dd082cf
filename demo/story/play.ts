import { setTimeout as wait } from "node:timers/promises";
import { sync, update } from "./changes.js";
import { forgetEarlierDemo, keepNames, studentIsSetBack } from "./keep.js";
import { setCards, setNames, studentRenamesThemselves } from "./names.js";
import { lookAt, showClass, wasRead } from "./roster.js";
import type { Stage, Step } from "./step.js";

const COURSE = "561294";
const GROUP = `course-${COURSE}`;
/** Renames themselves again and again. */
const STUDENT = "student_002";

/** 51 bytes: the limit is 50, and a Chinese character has 3. */
const TOO_LONG = "课".repeat(17);

const STEPS: readonly Step[] = [
  setNames(COURSE),
  sync("Fix the names of a course in ClassIn", COURSE, "SyncClassNicknamesSuccess"),
  sync("Fix the names of a course with a student whom ClassIn skips", "561295", "NicknamesPartlySyncedError"),
  sync("Fix the names of a course that was deleted", "561296", "CourseDeletedError"),
  setCards(GROUP, ["student_001", "student_002", "student_003"]),
  update(
    "Rename student_002 to 17 Chinese characters, one too many",
    { groupId: GROUP, userId: "student_002", nameCard: TOO_LONG },
    "InvalidInputError",
  ),
  update("Make student_004 an administrator", { groupId: GROUP, userId: "student_004", role: "ADMIN" }),
  update("Mute student_003 for an hour", { groupId: GROUP, userId: "student_003", muteForSeconds: 3600 }),
  studentRenamesThemselves(GROUP, STUDENT, "xX_dragon_Xx"),
  keepNames(COURSE, GROUP),
  studentIsSetBack({ courseId: COURSE, groupId: GROUP, userId: STUDENT, nameCard: "xX_dragon_Xx" }),
];

export interface Options {
  readonly print: (text: string) => void;
  /** Milliseconds between steps, for reading along or for stopping a program by hand. */
  readonly pauseMs: number;
  /** Called after half of the steps. */
  readonly halfway: () => Promise<void>;
}

/** Runs all steps. True if every step had its expected outcome. */
export async function playStory(stage: Stage, { print, pauseMs, halfway }: Options): Promise<boolean> {
  const forgotten = forgetEarlierDemo(COURSE, STUDENT, stage);
  const before = await lookAt(COURSE, stage);
  print(`\nThe class before\n${showClass(before, null)}\n`);
  await forgotten;

  let isGood = wasRead(before);
  for (const [index, step] of STEPS.entries()) {
    await wait(pauseMs);
    if (index === Math.floor(STEPS.length / 2)) await halfway();
    const { typename, detail } = await step.run(stage);
    const asExpected = typename === step.expected;
    isGood &&= asExpected;
    const verdict = asExpected ? "" : `   (expected ${step.expected})`;
    print(`${index + 1}. ${step.title}\n   ${typename}${verdict}\n   ${detail}\n`);
  }

  const after = await lookAt(COURSE, stage);
  print(`The class after\n${showClass(after, before)}\n`);
  return isGood && wasRead(after);
}
