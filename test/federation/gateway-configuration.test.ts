import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { compose, startHiveGateway } from "../../demo/gateway.js";
import { startSchool } from "../../demo/school.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { sendTo } from "../support/app.js";

const OURS = "class-groups";

test("our configuration of Hive Gateway forwards only the token, the request id and the request to read anew", async () => {
  const school = await startSchool(0);
  const gateway = await startHiveGateway(compose([{ name: "school", url: school.url, sdl: school.sdl }]), 0);
  try {
    await sendTo(gateway.url, "{ schoolCourses { title } }", undefined, {
      authorization: "Bearer a-token",
      "x-request-id": "request-0001",
      "cache-control": "no-cache",
      cookie: "session=secret",
      "x-other": "1",
    });
    const [received] = school.requests;
    expect(received).toMatchObject({
      authorization: "Bearer a-token",
      "x-request-id": "request-0001",
      "cache-control": "no-cache",
    });
    expect(received).not.toHaveProperty("cookie");
    expect(received).not.toHaveProperty("x-other");
  } finally {
    await gateway.close();
    await school.close();
  }
});

/** These routers cannot run here. The test checks their files against docs/federation.md. */
test("the routers' YAML files forward the same headers and send the secret only to this subgraph", async () => {
  const router = z
    .object({
      headers: z.object({
        all: z.object({ request: z.array(z.object({ propagate: z.object({ named: z.string() }) })) }),
        subgraphs: z.strictObject({
          [OURS]: z.object({
            request: z.tuple([
              z.object({
                insert: z.object({
                  name: z.literal("router-authorization"),
                  value: z.literal(`\${env.ROUTER_SECRET}`),
                }),
              }),
            ]),
          }),
        }),
      }),
      include_subgraph_errors: z.object({ subgraphs: z.object({ [OURS]: z.literal(true) }) }),
      traffic_shaping: z.object({ subgraphs: z.object({ [OURS]: z.object({ timeout: z.literal("25s") }) }) }),
    })
    .parse(parse(await readFile("ops/gateways/router.yaml", "utf8")));
  expect(router.headers.all.request.map(({ propagate }) => propagate.named)).toEqual([
    "authorization",
    "x-request-id",
    "cache-control",
  ]);

  const cosmo = z
    .object({
      headers: z.object({
        all: z.object({ request: z.array(z.object({ op: z.literal("propagate"), named: z.string() })) }),
        subgraphs: z.strictObject({
          [OURS]: z.object({
            request: z.tuple([
              z.object({
                op: z.literal("set"),
                name: z.literal("Router-Authorization"),
                value: z.literal(`\${ROUTER_SECRET}`),
              }),
            ]),
          }),
        }),
      }),
      traffic_shaping: z.object({
        all: z.object({ request_timeout: z.literal("25s"), retry: z.object({ enabled: z.literal(false) }) }),
      }),
    })
    .parse(parse(await readFile("ops/gateways/cosmo-router.yaml", "utf8")));
  expect(cosmo.headers.all.request.map(({ named }) => named)).toEqual([
    "Authorization",
    "X-Request-Id",
    "Cache-Control",
  ]);

  const graph = z
    .object({ subgraphs: z.array(z.object({ name: z.string(), schema: z.object({ file: z.string() }) })) })
    .parse(parse(await readFile("ops/gateways/cosmo-graph.yaml", "utf8")));
  expect(graph.subgraphs.map(({ name }) => name)).toContain(OURS);
  for (const { schema } of graph.subgraphs) await readFile(`ops/gateways/${schema.file}`, "utf8");
});

test("Hive Gateway limits operations to 25 s, and does not limit subscriptions", () => {
  const { upstreamTimeout } = gatewayConfigFrom({});
  for (const [operationType, limit] of [
    ["query", 25_000],
    ["mutation", 25_000],
    ["subscription", undefined],
  ] as const)
    expect(upstreamTimeout({ executionRequest: { operationType } })).toBe(limit);
  expect(upstreamTimeout({})).toBe(25_000);
});
