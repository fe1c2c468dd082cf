import { afterAll, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp, type TestApp } from "../support/app.js";
import { untilHeld } from "../support/held-calls.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { outcomesOf, RENAME } from "../support/rename.js";

let postgres: Postgres;
let one: TestApp;
let other: TestApp;
beforeAll(async () => {
  postgres = await startPostgres();
  const options = {
    env: { DATABASE_URL: postgres.url },
    school: aSchool({
      courses: [aCourse({ id: "501", students: [{ uid: "1001", registeredName: "Old" }] })],
      groups: [aGroup({ id: "class", members: [{ userId: "anna", nameCard: "old" }] })],
    }),
  };
  [one, other] = await Promise.all([startApp(options), startApp(options)]);
}, 120_000);
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await postgres[Symbol.asyncDispose]();
});

const rename = async (replica: TestApp, name: string): Promise<any> => {
  const input = { userId: "anna", classinUid: "1001", name, idempotencyKey: name };
  return (await replica.run<any>(RENAME, { input })).renamed;
};

test("while one replica renames a student, another one waits and gets the same answer", async () => {
  const hold = one.simulator.faults.add({ operation: "editSchoolStudent", kind: "hold" });
  const first = rename(one, "Anna");
  await untilHeld(one, hold, 1);
  const second = rename(other, "Anna");
  one.simulator.faults.release(hold);
  one.simulator.faults.remove(hold);
  const renamed = await first;
  expect(outcomesOf(renamed)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
  expect(await second).toEqual(renamed);
  expect(other.vendorCalls()).toEqual({});
});
