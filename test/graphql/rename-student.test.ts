import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expire } from "../../src/bulk/engine/expiry.js";
import { NO_STEPS } from "../../src/names/rename/model.js";
import { claimRename, storeSteps } from "../../src/names/rename/rows.js";
import { createStudentRenames } from "../../src/names/rename/student-renames.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Store } from "../../src/store/sql.js";
import { callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import type { TestApp } from "../support/app.js";
import { bodiesOf, memberIn } from "../support/graphql-suite.js";
import { untilHeld } from "../support/held-calls.js";
import { insertNames } from "../support/names.js";
import { outcomesOf, RENAME } from "../support/rename.js";
import { startWithStore } from "../support/webhook-rows.js";

const [EDIT, SYNC, UPDATE] = ["editSchoolStudent", "modifyCourseStudentNickName", "modify_group_member_info"];
const student = { uid: "1001", registeredName: "Dragon", nickname: "dragon" };
const anna = { userId: "anna", nameCard: "dragon" };

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;
beforeAll(async () => {
  running = await startWithStore({
    env: ACCESS_ENV,
    school: aSchool({
      courses: [
        aCourse({ id: "501", students: [student] }),
        aCourse({ id: "502", students: [student] }),
        aCourse({ id: "503", students: [student], state: "ended" }),
      ],
      groups: [
        aGroup({ id: "class", members: ["teacher_li", anna] }),
        aGroup({ id: "club", members: [anna, "bo"] }),
        aGroup({ id: "choir", members: [{ userId: "anna", nameCard: "Anna" }] }),
        aGroup({ id: "work", type: "Work", members: [anna] }),
        aGroup({ id: "other", members: ["bo"] }),
        aGroup({ id: "live", type: "AVChatRoom", members: ["anna"] }),
      ],
    }),
  });
  ({ app, store } = running);
});
afterEach(async () => {
  app.simulator.faults.clear();
  app.simulator.world.reset();
  app.forgetCalls();
  await store.rows("truncate official_names, student_renames");
});
afterAll(() => running[Symbol.asyncDispose]());

interface Options {
  readonly sub?: string;
  readonly scopes?: readonly string[];
}
async function rename(input: object = {}, { sub = "office", scopes = ["names", "write"] }: Options = {}) {
  const headers = asGateway(await tokenOf(sub, ...scopes));
  const complete = { userId: "anna", classinUid: "1001", name: "Anna", idempotencyKey: "key", ...input };
  const { data, errors, text } = await app.send<any>(RENAME, { input: complete }, headers);
  if (errors.length > 0) throw new Error(text);
  return data.renamed;
}
const cards = () => ["class", "club", "choir", "work"].map((id) => memberIn(app, id, "anna").nameCard);
const nicknames = () =>
  ["501", "502", "503"].map((id) => app.simulator.world.courses.get(id)?.students[0]?.nickname);
const registered = () => app.simulator.world.courses.get("501")?.students[0]?.registeredName;
const official = async () =>
  (await store.rows<{ name: string }>("select name from official_names where user_id = 'anna'"))[0]?.name;
const writes = () => [EDIT, SYNC, UPDATE].map((operation) => app.simulator.calls.list({ operation }).length);

describe("a rename", () => {
  test("sets the name everywhere, each once", async () => {
    const renamed = await rename();
    expect(renamed).toMatchObject({
      __typename: "RenameStudentSuccess",
      rename: { userId: "anna", classinUid: "1001", name: "Anna", finishedAt: expect.any(String) },
    });
    expect(outcomesOf(renamed)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
    expect(renamed.rename.steps[3]).toMatchObject({ setCount: 3, matchingCount: 1, failure: null });
    expect(await official()).toBe("Anna");
    expect(registered()).toBe("Anna");
    expect(nicknames()).toEqual(["Anna", "Anna", "dragon"]);
    expect(cards()).toEqual(["Anna", "Anna", "Anna", "Anna"]);
    expect(writes()).toEqual([1, 1, 3]);
    expect(bodiesOf(app, UPDATE).map((body) => body["GroupId"])).not.toContain("choir");
  });

  test("with the same key it is made once, and its answer is the same", async () => {
    const first = await rename();
    app.forgetCalls();
    expect(await rename()).toEqual(first);
    expect(app.vendorCalls()).toEqual({});
    // Composed in another way, it is the same name.
    const composed = await rename({ name: "Ren\u00e9e", idempotencyKey: "another" });
    expect(await rename({ name: "Rene\u0301e", idempotencyKey: "another" })).toEqual(composed);
  });

  test("with the same key and other input it is a conflict; another caller's key is another key", async () => {
    await rename();
    app.forgetCalls();
    for (const other of [{ name: "Ann" }, { userId: "bo" }, { classinUid: "1002" }])
      expect(await rename(other)).toMatchObject({
        __typename: "RenameStudentConflictError",
        rename: { userId: "anna", name: "Anna" },
      });
    expect(app.vendorCalls()).toEqual({});
    expect(await rename({ name: "Ann" }, { sub: "another" })).toMatchObject({
      __typename: "RenameStudentSuccess",
    });
    expect(cards()).toEqual(["Ann", "Ann", "Ann", "Ann"]);
  });

  test("a user whom Tencent IM does not know has no cards", async () => {
    const renamed = await rename({ userId: "stranger" });
    expect(renamed.rename.steps[3]).toMatchObject({ outcome: "SUCCEEDED", setCount: 0, matchingCount: 0 });
  });

  test("is audited without the name, and no log line has it", async () => {
    await rename({ name: "Annabelle" });
    expect(app.log.with("mutation").at(-1)).toMatchObject({
      mutation: "renameStudent",
      callerId: "office",
      targets: [{ userId: "anna", classinUid: "1001" }],
      outcomes: ["RenameStudentSuccess"],
    });
    expect(app.log.text).not.toContain("Annabelle");
  });
});

describe("input and access", () => {
  test("all problems are reported before any step", async () => {
    expect(
      await rename({ userId: "", classinUid: "x", name: "长".repeat(25), idempotencyKey: "" }),
    ).toMatchObject({
      __typename: "InvalidInputError",
      problems: [{ path: "input.userId" }, { path: "input.classinUid" }, { path: "input.idempotencyKey" }],
    });
    expect(await rename({ name: "长".repeat(25) })).toMatchObject({
      problems: [{ path: "input.name", limit: 24, actual: 25 }],
    });
    expect(await rename({ name: "A\u202eB" })).toMatchObject({ problems: [{ path: "input.name" }] });
    expect(await store.rows("select from student_renames")).toEqual([]);
    expect(app.vendorCalls()).toEqual({});
  });

  test("needs both scopes, and write:own is not enough", async () => {
    for (const scopes of [["names"], ["write"], ["names", "write:own"], ["names", "bulk", "read"]])
      await expect(rename({}, { scopes })).rejects.toThrow("FORBIDDEN");
  });
});

describe("a step that fails", () => {
  test("a number of another user: nothing is changed at a vendor", async () => {
    await insertNames(store, [{ userId: "bo", classinUid: "1001", name: "Bo" }]);
    const renamed = await rename();
    expect(renamed.__typename).toBe("RenameStudentIncompleteError");
    expect(outcomesOf(renamed)).toEqual(["FAILED", "PENDING", "PENDING", "PENDING"]);
    expect(renamed.rename.steps[0].failure).toEqual({ conflictCount: 1, conflicts: [{ heldBy: "bo" }] });
    expect(app.vendorCalls()).toEqual({});
    await store.rows("update official_names set classin_uid = null");
    expect(outcomesOf(await rename())).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
  });

  test("ClassIn refuses step 2: steps 3 and 4 are not made, and the same key goes on later", async () => {
    const fault = app.simulator.faults.add({ operation: EDIT, kind: "code", code: 228 });
    const refused = await rename();
    expect(refused).toMatchObject({
      __typename: "RenameStudentIncompleteError",
      rename: { finishedAt: null },
    });
    expect(outcomesOf(refused)).toEqual(["SUCCEEDED", "FAILED", "PENDING", "PENDING"]);
    expect(refused.rename.steps[1].failure).toEqual({
      __typename: "StudentNotInSchoolError",
      vendorCode: 228,
    });
    expect(writes()).toEqual([1, 0, 0]);
    expect(cards()).toEqual(["dragon", "dragon", "Anna", "dragon"]);
    expect(await official()).toBe("Anna");
    app.simulator.faults.remove(fault);
    expect(outcomesOf(await rename())).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
    expect(writes()).toEqual([2, 1, 3]);
  });

  test("the nicknames fail: step 2 is not made again, and step 4 comes after", async () => {
    const fault = app.simulator.faults.add({ kind: "student-code", target: "1001", code: 121601059 });
    const refused = await rename();
    expect(outcomesOf(refused)).toEqual(["SUCCEEDED", "SUCCEEDED", "FAILED", "PENDING"]);
    expect(refused.rename.steps[2].failure).toEqual({
      __typename: "StudentNotInSchoolError",
      vendorCode: 121601059,
    });
    app.simulator.faults.remove(fault);
    expect((await rename()).__typename).toBe("RenameStudentSuccess");
    expect(writes()).toEqual([1, 2, 3]);
  });

  test("an answer that is lost is unknown, and the step is made again", async () => {
    const fault = app.simulator.faults.add({ operation: EDIT, kind: "reset", stage: "after" });
    const lost = await rename();
    expect(outcomesOf(lost)).toEqual(["SUCCEEDED", "UNKNOWN", "PENDING", "PENDING"]);
    expect(lost.rename.steps[1].failure.__typename).toBe("OutcomeUnknownError");
    app.simulator.faults.remove(fault);
    expect((await rename()).__typename).toBe("RenameStudentSuccess");
  });

  test("a card that fails is named; the others are set, and only it is written again", async () => {
    const fault = app.simulator.faults.add({ operation: UPDATE, target: "club", kind: "code", code: 80001 });
    const partly = await rename();
    expect(outcomesOf(partly)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "FAILED"]);
    expect(partly.rename.steps[3]).toMatchObject({
      setCount: 2,
      matchingCount: 1,
      failure: {
        __typename: "NameCardsPartlySetError",
        failedCount: 1,
        failures: [{ groupId: "club", result: { __typename: "ContentRejectedError", vendorCode: 80001 } }],
      },
    });
    expect(cards()).toEqual(["Anna", "dragon", "Anna", "Anna"]);
    app.simulator.faults.remove(fault);
    app.forgetCalls();
    const renamed = await rename();
    expect(renamed.rename.steps[3]).toMatchObject({ outcome: "SUCCEEDED", setCount: 1, matchingCount: 3 });
    expect(writes()).toEqual([0, 0, 1]);
  });

  test("groups that cannot be listed are the vendor's failure", async () => {
    app.simulator.faults.add({ operation: "get_joined_group_list", kind: "code", code: 10002 });
    const failed = await rename();
    expect(failed.rename.steps[3]).toMatchObject({
      outcome: "FAILED",
      failure: { __typename: "VendorUnavailableError", vendorCode: 10002 },
    });
  });

  test("a name that ClassIn takes may be too long for a card", async () => {
    const long = await rename({ name: "长".repeat(17) });
    expect(outcomesOf(long)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "FAILED"]);
    expect(long.rename.steps[3].failure).toEqual({
      __typename: "InvalidInputError",
      problems: [{ path: "input.name", limit: 50, actual: 51 }],
    });
    expect(writes()).toEqual([1, 1, 0]);
  });
});

describe("at the same time", () => {
  test("two requests with one key make each step once, and both get the answer", async () => {
    const hold = app.simulator.faults.add({ operation: EDIT, kind: "hold" });
    const first = rename();
    await untilHeld(app, hold, 1);
    const second = rename();
    app.simulator.faults.release(hold);
    app.simulator.faults.remove(hold);
    expect(await second).toEqual(await first);
    expect(writes()).toEqual([1, 1, 3]);
  });

  test("two renames of one student do not mix", async () => {
    const [one, other] = await Promise.all([
      rename({ name: "Anna A", idempotencyKey: "a" }),
      rename({ name: "Anna B", idempotencyKey: "b" }),
    ]);
    expect([one.__typename, other.__typename]).toEqual(["RenameStudentSuccess", "RenameStudentSuccess"]);
    const name = await official();
    expect(registered()).toBe(name);
    expect(nicknames()).toEqual([name, name, "dragon"]);
    expect(new Set(cards())).toEqual(new Set([name]));
  });

  test("a request that cannot wait any longer is told so; a dead process is not waited for", async () => {
    const input = {
      userId: "anna",
      classinUid: "1001",
      name: "Anna",
      idempotencyKey: "key",
      caller: "office",
    };
    const claim = await claimRename(store, input, "another process");
    if ("kind" in claim) throw new Error("not claimed");
    const clients = {} as Parameters<typeof createStudentRenames>[0];
    const replica = createStudentRenames({
      ...clients,
      clock: systemClock,
      provider: { open: async () => ({ ...store, isShared: true }) },
    });
    const told = await replica.rename(input, callContext(systemClock, { timeoutMs: 2_500 }));
    expect(told).toMatchObject({ kind: "busy", rename: { steps: { officialName: { outcome: "pending" } } } });
    // The embedded store has one process, so the lease is left from an earlier one.
    expect((await rename()).__typename).toBe("RenameStudentSuccess");
    expect(await storeSteps(store, claim, NO_STEPS)).toBe(false);
  });

  test("a rename that another name has overtaken is not completed", async () => {
    const fault = app.simulator.faults.add({ operation: EDIT, kind: "code", code: 228 });
    await rename();
    app.simulator.faults.remove(fault);
    await rename({ name: "Anna Li", idempotencyKey: randomUUID() });
    app.forgetCalls();
    const overtaken = await rename();
    expect(overtaken.__typename).toBe("RenameStudentSupersededError");
    expect(outcomesOf(overtaken)).toEqual(["SUCCEEDED", "FAILED", "PENDING", "PENDING"]);
    expect(app.vendorCalls()).toEqual({});
    expect(new Set(cards())).toEqual(new Set(["Anna Li"]));
  });
});

describe("the rows", () => {
  const ERASE = `mutation { erased: eraseUser(userId: "anna", classinUid: "1001") {
    ... on EraseUserSuccess { officialNameRemoved renamesRemoved } } }`;
  const erase = async () =>
    (await app.send<any>(ERASE, {}, asGateway(await tokenOf("office", "names")))).data.erased;

  test("end after the retention time, also if steps are left", async () => {
    await rename({ idempotencyKey: "old" });
    app.simulator.faults.add({ operation: EDIT, kind: "code", code: 228 });
    await rename({ name: "Ann", idempotencyKey: "left" });
    await store.rows("update student_renames set touched_at = touched_at - interval '31 days'");
    await rename({ name: "Ann", idempotencyKey: "new" });
    await expire(store, 30);
    expect(await store.rows("select idempotency_key as key from student_renames")).toEqual([{ key: "new" }]);
  });

  test("are erased with the person; a rename in progress stops before its next step", async () => {
    await rename({ idempotencyKey: "done" });
    app.forgetCalls();
    const hold = app.simulator.faults.add({ operation: EDIT, kind: "hold" });
    const running = rename({ name: "Anna Li" });
    await untilHeld(app, hold, 1);
    expect(await erase()).toEqual({ officialNameRemoved: true, renamesRemoved: 2 });
    app.simulator.faults.release(hold);
    expect((await running).__typename).toBe("RenameStudentIncompleteError");
    expect(writes()).toEqual([1, 0, 0]);
    expect(await official()).toBeUndefined();
    expect(await store.rows("select from student_renames")).toEqual([]);
  });
});
