import { expect, test } from "vitest";
import { startApp } from "../support/app.js";
import { SyncClassNicknamesDocument } from "../operations/generated/graphql.js";

test("gives every student the registered name", async () => {
  await using app = await startApp();
  const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "561294" });
  expect(syncClassNicknames).toMatchObject({
    __typename: "SyncClassNicknamesSuccess",
    course: { id: "561294" },
  });
  const students = app.simulator.world.courses.get("561294")?.students ?? [];
  for (const student of students.values()) expect(student.nickname).toBe(student.registeredName);
});
