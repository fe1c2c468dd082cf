import { afterAll, beforeAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp, type TestApp } from "../support/app.js";
import { type Postgres, startPostgres } from "../support/postgres.js";

let postgres: Postgres;
let replicas: TestApp[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  const options = {
    env: { DATABASE_URL: postgres.url },
    school: aSchool({ groups: [aGroup({ id: "class", members: [{ userId: "u1", nameCard: "Anna" }] })] }),
  };
  replicas = await Promise.all([startApp(options), startApp(options)]);
}, 120_000);
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await postgres[Symbol.asyncDispose]();
});

const SET = `mutation ($names: [OfficialNameInput!]!) { set: setOfficialNames(input: { names: $names }) {
  __typename ... on SetOfficialNamesSuccess { changed unchanged } } }`;
const on = (index: number): TestApp => {
  const replica = replicas[index];
  if (replica === undefined) throw new Error("The replica was not started.");
  return replica;
};
const set = async (index: number, names: readonly object[]): Promise<any> =>
  (await on(index).run<any>(SET, { names })).set;

test("a name that one replica set is shown by the other at once", async () => {
  const matches = async (index: number): Promise<unknown> =>
    (await on(index).run<any>('{ groupMember(groupId: "class", userId: "u1") { nameMatches } }')).groupMember
      .nameMatches;
  for (const [name, expected] of [
    ["Anna", true],
    ["Anne", false],
    ["Anna", true],
  ] as const) {
    await set(0, [{ userId: "u1", name }]);
    expect(await matches(1)).toBe(expected);
  }
});

test("replicas that set the same names in another order neither fail nor count a change twice", async () => {
  const names = Array.from({ length: 500 }, (_, index) => ({
    userId: `s${index}`,
    classinUid: String(5_000 + index),
    name: `Student ${index}`,
  }));
  const outcomes = await Promise.all(
    [0, 1, 0, 1].map((replica, index) => set(replica, index % 2 === 0 ? names : names.toReversed())),
  );
  expect(outcomes.map(({ __typename }) => __typename)).toEqual(Array(4).fill("SetOfficialNamesSuccess"));
  expect(outcomes.reduce((sum, { changed }) => sum + changed, 0)).toBe(500);
});

test("of two replicas that give one number to two users, one gets the conflict", async () => {
  const give = (index: number, userId: string) => set(index, [{ userId, classinUid: "77", name: "Anna" }]);
  const outcomes = await Promise.all([give(0, "left"), give(1, "right")]);
  expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual([
    "OfficialNameConflictError",
    "SetOfficialNamesSuccess",
  ]);
});

test("two users swap their numbers, and lists and searches go byte by byte and in any case", async () => {
  const give = (one: string, other: string) =>
    set(0, [
      { userId: "É", classinUid: one, name: "ÉLAN" },
      { userId: "b", classinUid: other, name: "Bo" },
    ]);
  await give("901", "902");
  expect(await give("902", "901")).toMatchObject({ changed: 2 });
  const list = async (search: string): Promise<unknown> =>
    (
      await on(1).run<any>(
        "query ($search: String) { officialNames(search: $search) { nodes { userId } } }",
        { search },
      )
    ).officialNames.nodes;
  expect(await list("élan")).toEqual([{ userId: "É" }]);
  expect(await list("B")).toEqual([{ userId: "b" }]);
});

test("a person is erased", async () => {
  await set(0, [{ userId: "gone", classinUid: "55", name: "Gone" }]);
  const erase = (index: number) =>
    on(index).run<any>(
      'mutation { eraseUser(userId: "gone") { ... on EraseUserSuccess { classinUid officialNameRemoved } } }',
    );
  expect((await erase(1)).eraseUser).toEqual({ classinUid: "55", officialNameRemoved: true });
  expect((await erase(0)).eraseUser).toEqual({ classinUid: null, officialNameRemoved: false });
});
