import { type GraphQLObjectType, getNamedType, isLeafType } from "graphql";
import { expect, test } from "vitest";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { startApp } from "../support/app.js";

const school = aSchool({ groups: [aGroup({ id: "group-1", members: 1 })] });
const { schema } = buildSubgraph();

/** The fields of a type that hold values, without arguments. */
const valuesOf = (type: string): string[] =>
  Object.values((schema.getType(type) as GraphQLObjectType).getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    .map(({ name }) => name);

test.each([
  [
    "Group",
    "src/simulator/tencent-im/group-answer.ts",
    (field: string) => `group(id: "group-1") { ${field} }`,
  ],
  [
    "GroupMember",
    "src/simulator/tencent-im/member-answer.ts",
    (field: string) => `groupMember(groupId: "group-1", userId: "${studentAccount(1)}") { ${field} }`,
  ],
])("the simulator answers every field of %s that the server reads, in %s", async (type, file, read) => {
  await using app = await startApp({ school });
  const missing: string[] = [];
  for (const field of valuesOf(type)) {
    const { errors } = await app.send(`{ ${read(field)} }`);
    if (errors.length > 0) missing.push(`${file} does not answer ${type}.${field}`);
  }
  expect(missing).toEqual([]);
});
