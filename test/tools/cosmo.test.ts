import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from "@wundergraph/composition";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { z } from "zod";
import { OTHER_SUBGRAPHS, UNRELATED } from "../support/other-subgraphs.js";
import { runTool } from "./tool.js";

const RouterConfig = z.object({
  subgraphs: z.array(z.object({ name: z.string(), routingUrl: z.string() })),
  engineConfig: z.object({
    graphqlSchema: z.string(),
    datasourceConfigurations: z.array(
      z.object({
        customGraphql: z.object({
          fetch: z.object({ url: z.object({ staticVariableContent: z.string() }) }),
          subscription: z.object({
            protocol: z.string(),
            url: z.object({ staticVariableContent: z.string() }),
          }),
        }),
      }),
    ),
    fieldConfigurations: z.array(
      z.object({
        typeName: z.string(),
        fieldName: z.string(),
        authorizationConfiguration: z
          .object({
            requiresAuthentication: z.boolean(),
            requiredOrScopes: z.array(z.object({ requiredAndScopes: z.array(z.string()) })),
          })
          .optional(),
      }),
    ),
  }),
});

test("Cosmo's own command builds a router configuration from the project's file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "class-groups-cosmo-"));
  try {
    const output = join(folder, "supergraph.json");
    await runTool(".bin/wgc", ["router", "compose", "-i", "ops/gateways/cosmo-graph.yaml", "-o", output]);
    const config = RouterConfig.parse(JSON.parse(await readFile(output, "utf8")));
    expect(config.subgraphs.map(({ name }) => name)).toEqual(["class-groups", "school"]);
    const [ours] = config.engineConfig.datasourceConfigurations;
    expect(ours?.customGraphql.fetch.url.staticVariableContent).toBe("http://127.0.0.1:4001/graphql");
    expect(ours?.customGraphql.subscription.protocol).toBe("GRAPHQL_SUBSCRIPTION_PROTOCOL_SSE_POST");
    const scopesOf = (type: string, field: string) =>
      config.engineConfig.fieldConfigurations
        .find(({ typeName, fieldName }) => typeName === type && fieldName === field)
        ?.authorizationConfiguration?.requiredOrScopes.map(({ requiredAndScopes }) => requiredAndScopes);
    expect(scopesOf("Query", "group")).toEqual([["class-groups:read"], ["class-groups:read:own"]]);
    expect(scopesOf("Mutation", "syncClassNicknames")).toEqual([
      ["class-groups:write"],
      ["class-groups:write:own"],
    ]);
    expect(scopesOf("Subscription", "bulkOperationProgressed")).toEqual([["class-groups:bulk"]]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("Cosmo composes it with the demo's school, an unrelated subgraph and each of these subgraphs", async () => {
  const ours = parse(await readFile("schema/schema.graphql", "utf8"));
  const school = await readFile("demo/school.graphql", "utf8");
  for (const sdl of [school, UNRELATED, ...Object.values(OTHER_SUBGRAPHS)]) {
    const result = federateSubgraphs({
      subgraphs: [
        { name: "class-groups", url: "http://127.0.0.1/0", definitions: ours },
        { name: "school", url: "http://127.0.0.1/1", definitions: parse(sdl) },
      ],
      version: LATEST_ROUTER_COMPATIBILITY_VERSION,
    });
    expect([sdl, result.success ? [] : result.errors.map(String)]).toEqual([sdl, []]);
  }
});
