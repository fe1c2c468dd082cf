import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CLASSIN_ERRNO } from "../../src/classin/errno.js";
import { STUDENT_SYNC_CODES } from "../../src/classin/v2/codes.js";
import { IM_ERROR_CODES } from "../../src/tencent-im/error-code.js";
import {
  SyncClassNicknamesDocument,
  SyncStudentNicknamesDocument,
  UpdateGroupMemberDocument,
} from "../operations/generated/graphql.js";
import { GATEWAY, startSupergraph, type TestSupergraph } from "../support/supergraph.js";

let supergraph: TestSupergraph;
beforeAll(async () => {
  supergraph = await startSupergraph();
});
afterEach(() => supergraph.app.simulator.faults.clear());
afterAll(() => supergraph.close());

type Outcome = { __typename: string; requestId?: string | null };
const UNDOCUMENTED = 98765;

/** These fields differ between requests. All others must be equal. */
const PER_REQUEST = new Set(["requestId", "syncedAt"]);
const withoutPerRequest = (data: Record<string, unknown> | null | undefined): unknown =>
  JSON.parse(JSON.stringify(data ?? null, (key, value) => (PER_REQUEST.has(key) ? "(per request)" : value)));

async function sameThrough(
  document:
    | typeof SyncClassNicknamesDocument
    | typeof SyncStudentNicknamesDocument
    | typeof UpdateGroupMemberDocument,
  variables: Record<string, unknown>,
): Promise<Outcome> {
  const direct = await supergraph.app.send<Record<string, Outcome>>(document as never, variables);
  const through = await supergraph.send<Record<string, Outcome>>(document as never, variables);
  expect(through.status).toBe(200);
  expect(through.errors).toEqual([]);
  expect(withoutPerRequest(through.data)).toEqual(withoutPerRequest(direct.data));
  const [outcome] = Object.values(through.data ?? {});
  if (outcome === undefined) throw new Error("The gateway returned no data.");
  return outcome;
}

describe(`behind ${GATEWAY}`, () => {
  test.each([...CLASSIN_ERRNO.keys(), UNDOCUMENTED])("ClassIn's %i arrives as data", async (code) => {
    supergraph.app.simulator.faults.add({ vendor: "classin", kind: "code", code });
    const outcome = await sameThrough(SyncClassNicknamesDocument, { courseId: "561294" });
    expect(outcome.__typename).toMatch(code === 1 ? /Success$/ : /Error$/);
  });

  test.each([...STUDENT_SYNC_CODES.keys(), UNDOCUMENTED])(
    "ClassIn's %i for a student arrives as data",
    async (code) => {
      supergraph.app.simulator.faults.add({ kind: "student-code", target: "1001002", code });
      const outcome = await sameThrough(SyncStudentNicknamesDocument, {
        input: { classinUids: ["1001001", "1001002"] },
      });
      expect(outcome).toMatchObject({
        __typename: "SyncStudentNicknamesSuccess",
        results: [
          { __typename: "StudentNicknameSynced" },
          { __typename: expect.stringMatching(code === 1 ? /Synced$/ : /Error$/) },
        ],
      });
    },
  );

  test.each([...IM_ERROR_CODES.keys(), UNDOCUMENTED])("Tencent IM's %i arrives as data", async (code) => {
    supergraph.app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code });
    const input = { groupId: "course-561294", userId: "student_001", nameCard: "Lin Ya" };
    const outcome = await sameThrough(UpdateGroupMemberDocument, { input });
    expect(outcome.__typename).toMatch(/Error$/);
  });

  test("the failure of a vendor that is down arrives as data", async () => {
    supergraph.app.simulator.faults.add({ kind: "http", httpStatus: 502 });
    const synced = await sameThrough(SyncClassNicknamesDocument, { courseId: "561294" });
    expect(synced.__typename).toBe("VendorUnavailableError");
    const input = { groupId: "course-561294", userId: "student_001", muteForSeconds: 60 };
    const updated = await sameThrough(UpdateGroupMemberDocument, { input });
    expect(updated.__typename).toBe("VendorUnavailableError");
  });

  test("the problems of invalid input arrive as data", async () => {
    const input = { groupId: "", userId: "a\nb", nameCard: "课".repeat(17) };
    const outcome = await sameThrough(UpdateGroupMemberDocument, { input });
    expect(outcome).toMatchObject({
      __typename: "InvalidInputError",
      problems: [
        { path: "input.groupId" },
        { path: "input.userId" },
        { path: "input.nameCard", limit: 50, actual: 51 },
      ],
    });
  });
});

describe("with Class Groups down", () => {
  let partial: TestSupergraph;
  beforeAll(async () => {
    partial = await startSupergraph();
    await partial.app.close();
  });
  afterAll(() => partial.close());

  test(`${GATEWAY} still answers with the other subgraph's data, and an error for the rest`, async () => {
    const { data, errors } = await partial.send("{ schoolCourses { id title group { name } } }");
    expect(data).toMatchObject({
      schoolCourses: [
        { id: "561294", title: "Algebra, second year", group: null },
        { id: "561295", title: "Chemistry, first year", group: null },
      ],
    });
    expect(errors.length).toBeGreaterThan(0);
  });
});
