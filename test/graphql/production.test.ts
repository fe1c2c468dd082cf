import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { SyncClassNicknamesDocument } from "../operations/generated/graphql.js";
import { asGateway } from "../support/access.js";
import { startApp } from "../support/app.js";
import { sendRaw, sharedApp } from "../support/graphql-suite.js";
import { UNGUARDED } from "../support/unguarded.js";

const school = aSchool({ groups: [aGroup({ id: "group-1" })] });
const BROWSER = { accept: "text/html,application/xhtml+xml;q=0.9", "user-agent": "Mozilla/5.0" };
const open = (url: string, path: string) =>
  sendRaw(new URL(path, url).href, { method: "GET", headers: { ...BROWSER, ...asGateway() } });

describe("in production", async () => {
  const app = await sharedApp({ school, env: { NODE_ENV: "production" } });

  test.for(["{ __schema { types { name } } }", '{ __type(name: "Group") { name fields { name } } }'])(
    "there is no introspection: %s",
    async (query) => {
      const { status, data, errors } = await app.send(query);
      expect({ status, data, code: errors[0]?.extensions["code"] }).toEqual({
        status: 400,
        data: undefined,
        code: "GRAPHQL_VALIDATION_FAILED",
      });
    },
  );

  test.for(["/", "/graphql"])("there is no page for a browser at %s", async (path) => {
    const { status, headers, text } = await open(app.url, path);
    expect({ status, allow: headers["allow"] }).toEqual({ status: 405, allow: "POST" });
    expect(headers["content-type"]).toMatch(/json/);
    expect(text).not.toMatch(/<html|sandbox/i);
  });

  test.for([
    "{ grup { id } }",
    '{ group(idd: "a") { name } }',
    '{ group(id: "a") { nam } }',
    '{ group(id: "a") { ... on Grup { name } } }',
    'mutation { updateGroupMember(input: { groupId: "a", userId: "b", nameCart: "x" }) { __typename } }',
    'mutation { updateGroupMember(input: { groupId: "a", userId: "b", role: ADMON }) { __typename } }',
  ])("validation errors suggest no other names: %s", async (query) => {
    const { status, text } = await app.send(query);
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean/i);
    expect(text).not.toMatch(/nameCard|ADMIN|groupMember/);
  });

  test.for([
    { input: { groupId: "a", userId: "b", nameCart: "x" } },
    { input: { groupId: "a", userId: "b", role: "ADMON" } },
  ])("nor do errors in variables: %j", async (variables) => {
    const { status, text } = await app.send(
      "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }",
      variables,
    );
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean|nameCard|ADMIN/i);
  });

  test("an unexpected error shows only that it happened, with the request id", async () => {
    const breaker = {
      ...UNGUARDED.breaker,
      get failuresToOpen(): number {
        throw new Error("a defect in canary.ts");
      },
    };
    const env = { NODE_ENV: "production" };
    await using defective = await startApp({ school, env, guard: { ...UNGUARDED, breaker } });
    defective.simulator.faults.add({ kind: "http" });
    const { headers, data, errors, text } = await defective.send('{ group(id: "group-1") { id name } }');
    expect(data).toEqual({ group: null });
    expect(errors).toEqual([
      {
        message:
          "Something went wrong in this server. Try again. If it happens again, report it with the request id.",
        locations: expect.anything(),
        path: ["group"],
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: headers["x-request-id"] },
      },
    ]);
    expect(text).not.toMatch(/stack|canary|\.ts|\.js/);
  });

  test("queries and mutations work, and the gateway can read the schema", async () => {
    const { _service } = await app.run<{ _service: { sdl: string } }>("{ _service { sdl } }");
    expect(_service.sdl).toMatch(/^type Group implements Node\s+@key\(fields: "id"\)/m);
    const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "404" });
    expect(syncClassNicknames.__typename).toBe("CourseNotFoundError");
  });
});

test("in development the root path shows the Sandbox, and introspection works", async () => {
  await using app = await startApp({ school, env: { NODE_ENV: "development" } });
  const { status, headers, text } = await open(app.url, "/");
  expect(status).toBe(200);
  expect(headers["content-type"]).toMatch(/^text\/html/);
  expect(text).toMatch(/sandbox/i);
  expect(await app.run("{ __schema { queryType { name } } }")).toEqual({
    __schema: { queryType: { name: "Query" } },
  });
  expect((await app.send("{ grup { id } }")).errors[0]?.message).toMatch(/Did you mean "group"/);
});
