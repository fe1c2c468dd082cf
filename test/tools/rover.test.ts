import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { composeServices } from "@apollo/composition";
import { parse, print } from "graphql";
import { expect, test } from "vitest";
import { ROUTER_SECRET } from "../support/access.js";
import { startApp } from "../support/app.js";
import { toolPath } from "./tool.js";

const run = promisify(execFile);

test("rover introspects the running server, and its output composes", async () => {
  await using app = await startApp({ env: { NODE_ENV: "production" } });
  const home = await mkdtemp(join(tmpdir(), "rover-"));
  try {
    const { stdout } = await run(
      toolPath("@apollo/rover-linux-x64/rover"),
      ["subgraph", "introspect", app.url, "--header", `Router-Authorization: ${ROUTER_SECRET}`],
      {
        env: { ...process.env, APOLLO_HOME: home, APOLLO_TELEMETRY_DISABLED: "1" },
      },
    );
    const { errors, supergraphSdl } = composeServices([
      { name: "class-groups", url: app.url, typeDefs: parse(stdout) },
    ]);
    expect(errors ?? []).toEqual([]);
    const emitted = parse(await readFile("schema/schema.graphql", "utf8"));
    const names = (sdl: string) =>
      [...sdl.matchAll(/^(?:type|enum|input|union|interface) (\w+)/gm)].map(([, name]) => name);
    expect(names(stdout).toSorted()).toEqual(expect.arrayContaining(names(print(emitted)).toSorted()));
    expect(supergraphSdl).toContain('@join__type(graph: CLASS_GROUPS, key: "groupId userId")');
  } finally {
    await rm(home, { recursive: true });
  }
});
