import { ApolloServer } from "@apollo/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { startApp, type TestApp } from "../support/app.js";
import { JSON_TYPE, type RawAnswer, sendRaw } from "../support/graphql-suite.js";

const GROUP = "query Named($id: ID!) { group(id: $id) { name memberCount } }";
const CHANGE = `mutation ($input: UpdateGroupMemberInput!) {
  updateGroupMember(input: $input) {
    __typename
    ... on UpdateGroupMemberSuccess { groupMember { nameCard } }
    ... on InvalidInputError { problems { path } }
  }
}`;
const change = (nameCard: string) => ({
  input: { groupId: "group-1", userId: studentAccount(1), nameCard },
});

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    school: aSchool({ groups: [aGroup({ id: "group-1", name: "Algebra", members: 3 })] }),
    compileAtUse: 1,
  });
});
afterAll(() => app.close());

/** Requests that reach Apollo Server. */
const byApollo = vi.spyOn(ApolloServer.prototype, "executeHTTPGraphQLRequest");
afterAll(() => byApollo.mockRestore());
beforeEach(() => {
  app.simulator.world.reset();
  app.simulator.faults.clear();
  byApollo.mockClear();
});

const reports = () => app.log.with("operation");

const post = (body: object, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  sendRaw(app.url, { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });

const withoutChanging = ({ status, headers, text }: RawAnswer) => {
  const { date: _, "x-request-id": __, ...rest } = headers;
  return { status, text, headers: rest };
};

describe("a request for a compiled operation is answered directly, exactly as Apollo Server does", () => {
  test.for<[string, Record<string, string>]>([
    ["without accept", {}],
    ["JSON", { accept: "application/json" }],
    ["GraphQL's own media type", { accept: "application/graphql-response+json" }],
    ["both", { accept: "application/graphql-response+json, application/json;q=0.9" }],
    ["anything", { accept: "*/*" }],
    ["JSON or events", { accept: "application/json, text/event-stream" }],
  ])("%s", async ([name, headers]) => {
    // The tests run in any order, so each has an operation of its own.
    const body = { query: `# ${name}\n${GROUP}`, operationName: "Named", variables: { id: "group-1" } };
    const first = await post(body, headers);
    expect(byApollo).toHaveBeenCalledTimes(1);
    const second = await post(body, headers);
    expect(byApollo).toHaveBeenCalledTimes(1);
    expect(withoutChanging(second)).toEqual(withoutChanging(first));
    expect(second.json()).toEqual({ data: { group: { name: "Algebra", memberCount: 3 } } });
  });

  test("a change is made once, and logged and counted like any other", async () => {
    await post({ query: CHANGE, variables: change("one") });
    app.forgetCalls();
    byApollo.mockClear();
    const { json, headers } = await post({ query: CHANGE, variables: change("two") });
    expect(byApollo).not.toHaveBeenCalled();
    expect(json()).toEqual({
      data: {
        updateGroupMember: {
          __typename: "UpdateGroupMemberSuccess",
          groupMember: { nameCard: "two" },
        },
      },
    });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
    const requestId = String(headers["x-request-id"]);
    for (const message of ["mutation", "operation", "vendor call"])
      expect(app.log.with(message).filter((line) => line["requestId"] === requestId)).toHaveLength(1);
    expect(reports().at(-1)).toMatchObject({ operation: "mutation", outcomes: ["updateGroupMember: ok"] });
  });

  test("failures in the data are answers, and the log has their names", async () => {
    await post({ query: CHANGE, variables: change("") });
    byApollo.mockClear();
    const { json } = await post({ query: CHANGE, variables: change("\n") });
    expect(byApollo).not.toHaveBeenCalled();
    expect(json()).toMatchObject({ data: { updateGroupMember: { __typename: "InvalidInputError" } } });
    expect(reports().at(-1)).toMatchObject({ outcomes: ["updateGroupMember: InvalidInputError"] });
  });
});

test("a page that a browser got does not decide the media type of later answers", async () => {
  const accept = "text/html, application/json;q=0.9";
  const body = { query: `# after a page\n${GROUP}`, variables: { id: "group-1" } };
  await post(body);
  const page = await sendRaw(app.url, { method: "GET", headers: { accept } });
  expect(page.headers["content-type"]).toContain("text/html");
  const answer = await post(body, { accept });
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
});

describe("Apollo Server answers", () => {
  const QUERY = "query ($id: ID!) { group(id: $id) { name } }";
  const known = { query: QUERY, variables: { id: "group-1" } };
  beforeEach(async () => {
    await post(known);
    byApollo.mockClear();
    app.forgetCalls();
  });

  test.for<[string, object, Record<string, string>?]>([
    ["an operation that is new", { query: "{ __typename }" }],
    ["a request for a trace", known, { "apollo-federation-include-trace": "ftv1" }],
    ["a persisted query", { ...known, extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } }],
    ["variables of the wrong type", { query: QUERY, variables: { id: [] } }],
    ["variables that are not an object", { query: QUERY, variables: "id" }],
    ["an unknown operation name", { ...known, operationName: "Other" }],
    ["an operation name that is not a text", { ...known, operationName: 1 }],
    ["extensions that are not an object", { ...known, extensions: [] }],
    ["an empty query", { query: "" }],
  ])("%s", async ([, body, headers]) => {
    const first = await post(body, headers);
    const second = await post(body, headers);
    expect(byApollo.mock.calls.length).toBeGreaterThanOrEqual(1);
    expect(withoutChanging(second).text.replace(/"requestId":"[^"]*"/g, "")).toBe(
      withoutChanging(first).text.replace(/"requestId":"[^"]*"/g, ""),
    );
  });

  test("a result with errors, which is not executed again", async () => {
    app.simulator.faults.add({ kind: "code", code: 10004 });
    const failed = await post(known);
    expect(byApollo).toHaveBeenCalledTimes(1);
    expect(failed.json()).toMatchObject({
      data: { group: null },
      errors: [{ path: ["group"], extensions: { code: "VENDOR_REJECTED", vendorCode: 10004 } }],
    });
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
    expect(reports().at(-1)).toMatchObject({ errors: ["VENDOR_REJECTED"] });
  });
});
