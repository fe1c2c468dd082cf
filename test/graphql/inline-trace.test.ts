import { request } from "undici";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV } from "../support/access.js";
import { startApp, type TestApp } from "../support/app.js";

const school = aSchool({
  groups: [
    aGroup({ id: "group-1", members: [{ userId: "canary-user", nameCard: "canary-card", role: "Owner" }] }),
  ],
});
const QUERY = '{ group(id: "group-1") { name members { nodes { nameCard } } } }';
const WANTS_TRACE = { "apollo-federation-include-trace": "ftv1" };

async function traceOf(app: TestApp, headers: Record<string, string>) {
  const { statusCode, body } = await request(app.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...app.headers, ...headers },
    body: JSON.stringify({ query: QUERY }),
  });
  const answer = (await body.json()) as { data: object; extensions?: { ftv1?: string } };
  return { status: statusCode, ...answer };
}

test("the gateway gets a trace of every field, without values, only if it requests one", async () => {
  await using app = await startApp({ school, env: { NODE_ENV: "production" } });
  const { data, extensions } = await traceOf(app, WANTS_TRACE);
  expect(data).toMatchObject({ group: { members: { nodes: [{ nameCard: "canary-card" }] } } });
  const trace = Buffer.from(extensions?.ftv1 ?? "", "base64").toString("latin1");
  for (const field of ["group", "name", "members", "nodes", "nameCard"]) expect(trace).toContain(field);
  expect(trace).not.toMatch(/canary|group-1/);
  expect((await traceOf(app, {})).extensions).toBeUndefined();
});

test("a trace contains failures without their messages", async () => {
  await using app = await startApp({ school, env: { NODE_ENV: "production" } });
  app.simulator.faults.add({ kind: "http", httpStatus: 502 });
  const { extensions } = await traceOf(app, WANTS_TRACE);
  const trace = Buffer.from(extensions?.ftv1 ?? "", "base64").toString("latin1");
  expect(trace).toContain("<masked>");
  expect(trace).not.toMatch(/502|Tencent/);
});

test("there is no trace without the gateway's secret, or without access control", async () => {
  await using guarded = await startApp({ school, env: { NODE_ENV: "test", ...ACCESS_ENV } });
  const refused = await traceOf(guarded, { ...WANTS_TRACE, "router-authorization": "wrong" });
  expect(refused.status).toBe(401);
  expect(refused.extensions).toBeUndefined();
  await using open = await startApp({ school });
  const answered = await traceOf(open, WANTS_TRACE);
  expect(answered.status).toBe(200);
  expect(answered.extensions).toBeUndefined();
});
