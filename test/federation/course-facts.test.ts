import { expect, test } from "vitest";
import { storeProvider } from "../../src/store/store.js";
import { NO_EVENTS, storeFolder } from "../support/store.js";
import { startSupergraph } from "../support/supergraph.js";
import { insertCourses, insertStudents } from "../support/webhook-rows.js";

test("another subgraph's courses have what ClassIn's messages said about them", async () => {
  await using folder = await storeFolder();
  const provider = storeProvider({ databaseUrl: undefined, folder: folder.path, events: NO_EVENTS });
  await using supergraph = await startSupergraph({ provider });
  const store = await provider.open();
  const { data } = await supergraph.send<{ schoolCourses: { id: string }[] }>("{ schoolCourses { id } }");
  const [course_id = "", other] = data?.schoolCourses.map(({ id }) => id) ?? [];
  await insertCourses(store, [{ course_id, name: "Maths A", status: "RUNNING" }]);
  await insertStudents(store, [{ course_id, student_uid: "11", name: "Bea" }]);
  const answer = await supergraph.send<{ schoolCourses: { id: string }[] }>(
    "{ schoolCourses { id title name status students(first: 1) { nodes { uid name } } } }",
  );
  expect(answer.errors).toEqual([]);
  expect(answer.data?.schoolCourses.slice(0, 2)).toEqual([
    {
      id: course_id,
      title: expect.any(String),
      name: "Maths A",
      status: "RUNNING",
      students: { nodes: [{ uid: "11", name: "Bea" }] },
    },
    { id: other, title: expect.any(String), name: null, status: null, students: { nodes: [] } },
  ]);
});
