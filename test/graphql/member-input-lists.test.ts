import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { type UpdateGroupMemberInput, UpdateGroupMembersDocument } from "../operations/generated/graphql.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";

const GROUP = "group-1";
const app = await sharedApp({ school: aSchool({ groups: [aGroup({ id: GROUP, members: 60 })] }) });
const problem = (path: string, limit: number, actual: number) => ({
  path,
  message: expect.stringMatching(/\S/),
  limit,
  actual,
});

describe("a list of changes", () => {
  const rename = (number: number, nameCard = `Card ${number}`): UpdateGroupMemberInput => ({
    groupId: GROUP,
    userId: `student_${String(number).padStart(3, "0")}`,
    nameCard,
  });

  test("reports the place of an invalid item and makes all other changes", async () => {
    const inputs = [1, 2, 3, 4, 5].map((number) => rename(number));
    inputs[3] = { ...rename(4, "课".repeat(17)), muteForSeconds: -1 };
    const { updateGroupMembers } = await app.run(UpdateGroupMembersDocument, { inputs });
    expect(updateGroupMembers.map(({ __typename }) => __typename)).toEqual([
      "UpdateGroupMemberSuccess",
      "UpdateGroupMemberSuccess",
      "UpdateGroupMemberSuccess",
      "InvalidInputError",
      "UpdateGroupMemberSuccess",
    ]);
    expect(updateGroupMembers[3]).toMatchObject({
      problems: [problem("inputs[3].nameCard", 50, 51), problem("inputs[3].muteForSeconds", 0, -1)],
    });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 4 });
    expect(memberIn(app, GROUP, "student_004").nameCard).toBe("");
    expect(memberIn(app, GROUP, "student_005").nameCard).toBe("Card 5");
  });

  test.for([0, 51])("of %i items is a GraphQL error, and nothing is done", async (count) => {
    const inputs = Array.from({ length: count }, (_, index) => rename(index + 1));
    const { status, data, errors } = await app.send(UpdateGroupMembersDocument, { inputs });
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(errors).toMatchObject([
      {
        path: ["updateGroupMembers"],
        extensions: { code: "BAD_USER_INPUT", problems: [problem("inputs", 50, count)] },
      },
    ]);
    expect(app.vendorCalls()).toEqual({});
  });
});
