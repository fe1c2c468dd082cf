import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printSchema } from "graphql";
import relay from "relay-runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { runTool } from "./tool.js";

const { Environment, fetchQuery, Network, RecordSource, Store } = relay;

/** The configuration in docs/clients.md. */
const SCHEMA_CONFIG = { nodeInterfaceIdField: "globalId", nodeInterfaceIdVariableName: "id" };
const SOURCE = `
const { graphql } = require("relay-runtime");
graphql\`
  fragment source_roster on Group
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" })
  @refetchable(queryName: "sourceMoreQuery") {
    name
    members(first: $first, after: $after) @connection(key: "Roster_members") {
      edges { node { id userId nameCard } }
    }
  }
\`;
graphql\`
  query sourceQuery {
    group(id: "1001") { globalId id ...source_roster }
    course(id: "1001") { globalId id }
  }
\`;
`;

let folder: string;
let app: TestApp;
let gateway: Gateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-relay-"));
  app = await startApp({
    school: aSchool({ courses: [aCourse({ id: "1001" })], groups: [aGroup({ id: "1001", members: 5 })] }),
  });
  gateway = await startHiveGateway(
    compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]),
    0,
    gatewayConfigFrom({ NODE_ENV: "development" }),
  );
});
afterAll(async () => {
  await gateway.close();
  await app.close();
  await rm(folder, { recursive: true });
});

/** Loads what Relay's compiler made of SOURCE. */
async function compiled(name: string): Promise<unknown> {
  return createRequire(import.meta.url)(join(folder, "src", "__generated__", `${name}.graphql.js`));
}

test("Relay's compiler accepts the schema, and its runtime pages through a roster by global id", async () => {
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, "src", "source.js"), SOURCE);
  await writeFile(join(folder, "schema.graphql"), printSchema(buildSubgraph().schema));
  const config = {
    src: "./src",
    schema: "./schema.graphql",
    language: "javascript",
    schemaConfig: SCHEMA_CONFIG,
  };
  await writeFile(join(folder, "relay.config.json"), JSON.stringify(config));
  await runTool(".bin/relay-compiler", ["relay.config.json"], folder);

  const environment = new Environment({
    network: Network.create(async ({ text }: { text: string }, variables: Record<string, unknown>) => {
      const { data, errors } = await sendTo(gateway.url, text, variables);
      expect(errors).toEqual([]);
      return { data };
    }),
    store: new Store(new RecordSource()),
    getDataID: (record: Record<string, string>, typeName: string) =>
      record["globalId"] ?? (record["id"] === undefined ? undefined : `${typeName}:${record["id"]}`),
  });
  const first: any = await fetchQuery(environment, await compiled("sourceQuery"), {}).toPromise();
  // A course and a group with the same id are different records.
  expect(first.group.id).toBe(first.course.id);
  expect(first.group.globalId).not.toBe(first.course.globalId);
  const more: any = await fetchQuery(environment, await compiled("sourceMoreQuery"), {
    globalId: first.group.globalId,
    first: 5,
  }).toPromise();
  expect(more.node).toBeTruthy();
  const records = environment.getStore().getSource().toJSON();
  const members = Object.values<any>(records).filter(({ __typename }) => __typename === "GroupMember");
  expect(members).toHaveLength(5);
});
