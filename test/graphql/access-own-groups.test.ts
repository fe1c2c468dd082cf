import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";
import { join } from "../support/user-ids.js";

const staff = [
  { userId: "teacher_li", role: "Owner" as const },
  { userId: "assistant_zhao", role: "Admin" as const },
  "student_001",
  "student_002",
];
const app = await sharedApp({
  env: ACCESS_ENV,
  school: aSchool({
    courses: [aCourse({ id: "1001" }), aCourse({ id: "1002" }), aCourse({ id: "1003" })],
    accounts: ["teacher_wang", "stranger"],
    groups: [
      aGroup({ id: "course-1001", members: staff }),
      aGroup({
        id: "course-1002",
        members: [{ userId: "teacher_wang", role: "Owner" }, "student_001", "teacher_li"],
      }),
      aGroup({ id: "course-01002", members: [{ userId: "teacher_li", role: "Owner" }] }),
      aGroup({
        id: "live",
        type: "AVChatRoom",
        members: [{ userId: "teacher_li", role: "Owner" }, "student_001"],
      }),
    ],
  }),
});

const UPDATE = `mutation ($inputs: [UpdateGroupMemberInput!]!) {
  updateGroupMembers(inputs: $inputs) { __typename ... on VendorError { vendor vendorCode message } ... on RateLimitedError { retryAfterSeconds } }
}`;
const SYNC = `mutation ($courseId: ID!) {
  syncClassNicknames(courseId: $courseId) { __typename ... on VendorError { vendor vendorCode message } }
}`;
const card = (groupId: string, userId = "student_001") => ({ groupId, userId, nameCard: "new" });
const NOT_PERMITTED = {
  __typename: "NotPermittedError",
  vendor: "TENCENT_IM",
  vendorCode: null,
  message:
    "You may change only groups that you own or administer, and the courses of these groups. Nothing was changed.",
};

async function send(operation: string, variables: object, caller = "teacher_li", ...scopes: string[]) {
  const token = await tokenOf(caller, ...(scopes.length > 0 ? scopes : ["write:own"]));
  const { data, errors } = await app.send(operation, { ...variables }, asGateway(token));
  expect(errors).toEqual([]);
  return data;
}
const update = async (inputs: object[], caller?: string, ...scopes: string[]) =>
  (await send(UPDATE, { inputs }, caller, ...scopes))?.["updateGroupMembers"] as readonly object[];
const sync = async (courseId: string, caller?: string, ...scopes: string[]) =>
  (await send(SYNC, { courseId }, caller, ...scopes))?.["syncClassNicknames"];

describe("with class-groups:write:own", () => {
  test.for(["teacher_li", "assistant_zhao"])("%s changes a member of a group they run", async (caller) => {
    expect(await update([card("course-1001")], caller)).toEqual([{ __typename: "UpdateGroupMemberSuccess" }]);
    expect(memberIn(app, "course-1001", "student_001").nameCard).toBe("new");
    expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 1, modify_group_member_info: 1 });
  });

  test.for(["li.ming", "a@b.cn", "auth0|5f", "学生1", "li ya", "=1", "caf\u00e9"])(
    "the caller may have any printable id: %s",
    async (caller) => {
      expect(await update([card("course-1001")], caller)).toEqual([NOT_PERMITTED]);
      join(app, "course-1001", caller, "Admin");
      expect(await update([card("course-1001")], caller)).toEqual([
        { __typename: "UpdateGroupMemberSuccess" },
      ]);
      expect(await sync("1001", caller)).toEqual({ __typename: "SyncClassNicknamesSuccess" });
    },
  );

  describe("the vendor's ranks apply", () => {
    const ABOVE = {
      ...NOT_PERMITTED,
      message:
        "As an administrator of this group, you may change ordinary members and yourself, but not roles or your own mute. Nothing was changed. Ask the owner.",
    };
    const SUCCESS = { __typename: "UpdateGroupMemberSuccess" };
    const on = (userId: string, change: object) => ({ groupId: "course-1001", userId, ...change });

    test.for<[string, string, object, object]>([
      [
        "an administrator renames an ordinary member",
        "assistant_zhao",
        on("student_001", { nameCard: "x" }),
        SUCCESS,
      ],
      [
        "an administrator mutes an ordinary member",
        "assistant_zhao",
        on("student_001", { muteForSeconds: 60 }),
        SUCCESS,
      ],
      [
        "an administrator renames themselves",
        "assistant_zhao",
        on("assistant_zhao", { nameCard: "x" }),
        SUCCESS,
      ],
      [
        "an administrator ends their own mute",
        "assistant_zhao",
        on("assistant_zhao", { muteForSeconds: 0 }),
        ABOVE,
      ],
      ["an administrator mutes the owner", "assistant_zhao", on("teacher_li", { muteForSeconds: 60 }), ABOVE],
      ["an administrator renames the owner", "assistant_zhao", on("teacher_li", { nameCard: "x" }), ABOVE],
      [
        "an administrator renames another one",
        "assistant_zhao",
        on("assistant_sun", { nameCard: "x" }),
        ABOVE,
      ],
      ["an administrator appoints a member", "assistant_zhao", on("student_001", { role: "ADMIN" }), ABOVE],
      ["an administrator steps down", "assistant_zhao", on("assistant_zhao", { role: "MEMBER" }), ABOVE],
      [
        "an administrator dismisses another one",
        "assistant_zhao",
        on("assistant_sun", { role: "MEMBER" }),
        ABOVE,
      ],
      [
        "an administrator renames and appoints at once",
        "assistant_zhao",
        on("student_001", { nameCard: "x", role: "ADMIN" }),
        ABOVE,
      ],
      ["the owner appoints a member", "teacher_li", on("student_001", { role: "ADMIN" }), SUCCESS],
      [
        "the owner dismisses an administrator",
        "teacher_li",
        on("assistant_sun", { role: "MEMBER" }),
        SUCCESS,
      ],
      [
        "the owner mutes an administrator",
        "teacher_li",
        on("assistant_sun", { muteForSeconds: 60 }),
        SUCCESS,
      ],
    ])("%s", async ([, caller, input, outcome]) => {
      join(app, "course-1001", "assistant_sun", "Admin");
      expect(await update([input], caller)).toEqual([outcome]);
      const changes = outcome === SUCCESS ? { modify_group_member_info: 1 } : {};
      expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 1, ...changes });
    });

    test("an administrator gets an error for a user who is not a member", async () => {
      expect(await update([on("stranger", { nameCard: "x" })], "assistant_zhao")).toMatchObject([
        { __typename: "GroupMemberNotFoundError" },
      ]);
    });
  });

  test("an id that only looks like an administrator's does not count", async () => {
    join(app, "course-1001", "caf\u00e9", "Admin");
    expect(await update([card("course-1001")], "cafe\u0301")).toEqual([NOT_PERMITTED]);
  });

  test("the token of a lost account has no group, and no vendor call is made", async () => {
    join(app, "course-1001", "@TLS#NOT_FOUND", "Admin");
    expect(await update([card("course-1001")], "@TLS#NOT_FOUND")).toEqual([NOT_PERMITTED]);
    expect(app.vendorCalls()).toEqual({});
  });

  test.for([
    ["a member of another caller's group", "teacher_li", "course-1002"],
    ["an ordinary member of the same group, even for themselves", "student_001", "course-1001"],
    ["a caller who is in no group", "stranger", "course-1001"],
    ["a caller whom the vendor does not know", "nobody", "course-1001"],
    ["a caller id that the vendor cannot have", "x".repeat(33), "course-1001"],
    ["a group that does not exist", "teacher_li", "course-9999"],
    ["a live-stream group, which has no member list", "teacher_li", "live"],
  ] as const)(
    "%s is answered like a group that does not exist, and nothing is changed",
    async ([, caller, groupId]) => {
      expect(await update([card(groupId)], caller)).toEqual([NOT_PERMITTED]);
      expect(app.vendorCalls()).not.toHaveProperty("modify_group_member_info");
      expect(app.vendorCalls()).not.toHaveProperty("get_role_in_group");
    },
  );

  test("each item of a list is decided separately, with one check per group", async () => {
    const own = card("course-1001");
    const inputs = [
      own,
      card("course-1002"),
      { ...own, userId: "student_002" },
      card("course-9999"),
      { ...own, nameCard: "课".repeat(17) },
    ];
    expect(await update(inputs)).toMatchObject([
      { __typename: "UpdateGroupMemberSuccess" },
      NOT_PERMITTED,
      { __typename: "UpdateGroupMemberSuccess" },
      NOT_PERMITTED,
      { __typename: "InvalidInputError" },
    ]);
    expect(memberIn(app, "course-1002", "student_001").nameCard).not.toBe("new");
    expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 3, modify_group_member_info: 2 });
  });

  test("an alias for the field does not bypass the check", async () => {
    const input = (groupId: string) =>
      `(input: { groupId: "${groupId}", userId: "student_001", nameCard: "new" }) { __typename }`;
    const data = await send(
      `mutation { mine: updateGroupMember${input("course-1001")} theirs: updateGroupMember${input("course-1002")} }`,
      {},
    );
    expect(data).toEqual({
      mine: { __typename: "UpdateGroupMemberSuccess" },
      theirs: { __typename: "NotPermittedError" },
    });
    expect(memberIn(app, "course-1002", "student_001").nameCard).not.toBe("new");
  });

  test("a course is authorized through its group", async () => {
    expect(await sync("1001")).toEqual({ __typename: "SyncClassNicknamesSuccess" });
    expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 1, modifyGroupMemberNickname: 1 });
  });

  test.for([
    ["another's", "1002"],
    ["one without a group", "1003"],
    ["one that does not exist", "9999"],
  ])("a course is refused without a call to ClassIn: %s", async ([, courseId]) => {
    expect(await sync(courseId ?? "")).toEqual(NOT_PERMITTED);
    expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 1 });
  });

  test("another spelling of a course number is no course, even for those who run the group of that name", async () => {
    expect(await sync("01001")).toMatchObject({ __typename: "InvalidInputError" });
    expect(await sync("01002")).toMatchObject({ __typename: "InvalidInputError" });
    expect(app.vendorCalls()).toEqual({});
  });

  test("a caller who loses the role loses the right with the next request", async () => {
    expect(await update([card("course-1001")], "assistant_zhao")).toMatchObject([
      { __typename: "UpdateGroupMemberSuccess" },
    ]);
    memberIn(app, "course-1001", "assistant_zhao").role = "Member";
    expect(await update([card("course-1001")], "assistant_zhao")).toEqual([NOT_PERMITTED]);
  });

  test("while the vendor cannot be reached nothing is changed, and the error is data", async () => {
    app.simulator.faults.add({ operation: "get_specified_group_member_info", kind: "http", httpStatus: 502 });
    expect(await update([card("course-1001")])).toMatchObject([
      { __typename: "VendorUnavailableError", vendor: "TENCENT_IM" },
    ]);
    expect(await sync("1001")).toMatchObject({ __typename: "VendorUnavailableError", vendor: "TENCENT_IM" });
    expect(Object.keys(app.vendorCalls())).toEqual(["get_specified_group_member_info"]);
  });

  test("invalid input is reported as usual, without a vendor call", async () => {
    expect(await update([card("course-1002", "not\nan id")])).toMatchObject([
      { __typename: "InvalidInputError" },
    ]);
    expect(app.vendorCalls()).toEqual({});
  });
});

describe("with class-groups:write", () => {
  test.for([["write"], ["write", "write:own"]])(
    "any group may be changed, without a permission check: %j",
    async (scopes) => {
      expect(await update([card("course-1002")], "teacher_li", ...scopes)).toEqual([
        { __typename: "UpdateGroupMemberSuccess" },
      ]);
      expect(await sync("1002", "teacher_li", ...scopes)).toEqual({
        __typename: "SyncClassNicknamesSuccess",
      });
      expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, modifyGroupMemberNickname: 1 });
    },
  );

  test("missing groups and members are reported as such", async () => {
    expect(await update([card("course-9999")], "teacher_li", "write")).toMatchObject([
      { __typename: "GroupNotFoundError" },
    ]);
  });
});
