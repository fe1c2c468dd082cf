import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GroupMember } from "../../schema/group-member.js";
import { generateSchool } from "../../src/simulator/generate.js";
import { GATEWAY, startSupergraph, type TestSupergraph } from "../support/supergraph.js";

let supergraph: TestSupergraph;
beforeAll(async () => {
  supergraph = await startSupergraph();
});
afterEach(() => supergraph.app.simulator.faults.clear());
afterAll(() => supergraph.close());

const memberId = (groupId: string, userId: string): string => GroupMember.known(groupId, userId, {}, null).id;

describe(`behind ${GATEWAY}`, () => {
  test("a roster joins both subgraphs", async () => {
    const { data, errors } = await supergraph.send(`{ course(id: "561294") {
           title teacher { fullName }
           group { name members(first: 2) { totalCount nodes { userId role user { fullName } } } }
       } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      course: {
        title: "Algebra, second year",
        teacher: { fullName: "Li Minghua 李明华" },
        group: {
          name: "Algebra 2B",
          members: {
            totalCount: 40,
            nodes: [
              { userId: "teacher_li", role: "OWNER", user: { fullName: "Li Minghua 李明华" } },
              { userId: "assistant_zhao", role: "ADMIN", user: { fullName: "Zhao Wei 赵薇" } },
            ],
          },
        },
      },
    });
  });

  test("a member is found by groupId and userId, and by id", async () => {
    const id = memberId("course-561294", "student_007");
    const { data, errors } = await supergraph.send(
      `query ($id: ID!) {
         schoolCourses { id monitor { id nameCard user { fullName } } }
         bookmark(memberId: $id) { userId nameCard group { name } }
       }`,
      { id },
    );
    expect(errors).toEqual([]);
    const nameCard = supergraph.app.simulator.world.groups
      .get("course-561294")
      ?.members.get("student_007")?.nameCard;
    expect(data).toMatchObject({
      schoolCourses: [
        { id: "561294", monitor: { id, nameCard, user: { fullName: "赵宇航" } } },
        { id: "561295", monitor: null },
      ],
      bookmark: { userId: "student_007", nameCard, group: { name: "Algebra 2B" } },
    });
  });

  test("100 members by either key, some of them unknown, keep their order without an error", async () => {
    const ids = Array.from({ length: 99 }, (_, index) =>
      memberId("course-561294", `student_${String(index + 1).padStart(3, "0")}`),
    );
    const { data, errors } = await supergraph.send<{
      schoolCourses: { monitor: { id: string } | null }[];
      bookmarkedMembers: ({ id: string; role: string | null } | null)[];
    }>(
      `query ($memberIds: [ID!]!) {
         schoolCourses { monitor { id role } }
         bookmarkedMembers(memberIds: $memberIds) { id role }
       }`,
      { memberIds: ids },
    );
    expect(errors).toEqual([]);
    expect(data?.schoolCourses.map(({ monitor }) => monitor?.id ?? null)).toEqual([ids[6], null]);
    expect(data?.bookmarkedMembers.map((member) => member?.id)).toEqual(ids);
    const roles = data?.bookmarkedMembers.map((member) => member?.role);
    expect(roles).toEqual(ids.map((_, index) => (index < 38 ? "MEMBER" : null)));
  });

  test("references to nothing are null, without an error", async () => {
    const unknown = [
      "",
      "nonsense",
      memberId("no-such-group", "student_001"),
      memberId("course-561294", "nobody"),
    ];
    for (const id of unknown) {
      const { data, errors } = await supergraph.send<{ bookmark: { nameCard: string | null } | null }>(
        "query ($id: ID!) { bookmark(memberId: $id) { nameCard role } }",
        { id },
      );
      expect(errors).toEqual([]);
      expect(data?.bookmark?.nameCard ?? null).toBeNull();
    }
  });

  test("several changes keep their order, each with its own outcome", async () => {
    const input = (userId: string, change: object) => ({ groupId: "course-561294", userId, ...change });
    const { data, errors } = await supergraph.send(
      `mutation ($inputs: [UpdateGroupMemberInput!]!) {
         updateGroupMembers(inputs: $inputs) {
           __typename
           ... on UpdateGroupMemberSuccess { groupMember { userId nameCard user { fullName } } }
           ... on InvalidInputError { problems { path limit actual } }
           ... on GroupMemberNotFoundError { userId vendorCode }
         }
       }`,
      {
        inputs: [
          input("student_010", { nameCard: "林雅" }),
          input("student_011", { nameCard: "课".repeat(17) }),
          input("student_099", { role: "ADMIN" }),
        ],
      },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      updateGroupMembers: [
        {
          __typename: "UpdateGroupMemberSuccess",
          groupMember: { userId: "student_010", nameCard: "林雅", user: { fullName: "吴雨桐" } },
        },
        {
          __typename: "InvalidInputError",
          problems: [{ path: "inputs[1].nameCard", limit: 50, actual: 51 }],
        },
        { __typename: "GroupMemberNotFoundError", userId: "student_099", vendorCode: 10007 },
      ],
    });
  });
});

describe("many courses at once", () => {
  let large: TestSupergraph;
  beforeAll(async () => {
    large = await startSupergraph({ school: generateSchool({ courses: 100, students: 3 }) });
  });
  afterAll(() => large.close());

  test(`behind ${GATEWAY}, 99 courses and one without a group take two vendor calls`, async () => {
    const courseIds = [...large.app.simulator.world.courses.keys(), "999"];
    large.app.forgetCalls();
    const { data, errors } = await large.send<{
      bookmarks: { id: string; group: { id: string } | null }[];
    }>("query ($courseIds: [ID!]!) { bookmarks(courseIds: $courseIds) { id group { id memberCount } } }", {
      courseIds: courseIds.slice(0, 99).concat("999"),
    });
    expect(errors).toEqual([]);
    expect(data?.bookmarks.map(({ id }) => id)).toEqual(courseIds.slice(0, 99).concat("999"));
    expect(data?.bookmarks.at(0)?.group?.id).toBe(`course-${courseIds[0]}`);
    expect(data?.bookmarks.at(-1)?.group).toBeNull();
    expect(large.app.vendorCalls()).toEqual({ get_group_info: 2 });
  });
});
