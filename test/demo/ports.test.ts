import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_FOLDER } from "../support/graphql-process.js";
import { NpmScript } from "../support/npm-script.js";

const PORTS = [
  "SIMULATOR_PORT",
  "SIMULATOR_CONTROL_PORT",
  "PORT",
  "ADMIN_PORT",
  "WEBHOOKS_PORT",
  "SCHOOL_PORT",
  "GATEWAY_PORT",
];

let blocker: Server;
let taken: string;
beforeAll(async () => {
  blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  taken = String((blocker.address() as AddressInfo).port);
});
afterAll(() => blocker.close());

async function printedBy(script: string, env: Record<string, string>) {
  const free = Object.fromEntries(PORTS.map((name) => [name, "0"]));
  const run = new NpmScript(script, { env: { ...free, DATA_DIR: NO_FOLDER, ...env } });
  const { code } = await run.ended;
  return { code, lines: run.lines, running: run.pids() };
}

const message = (name: string) =>
  `Port ${taken} on 127.0.0.1 is used by another process. Stop it, or choose another port with ${name}`;

test.each(PORTS)("if %s is taken, the demo names it and leaves nothing running", async (name) => {
  const { code, lines, running } = await printedBy("demo", { [name]: taken });
  expect(lines.join("\n")).toContain(message(name));
  expect(lines.join("\n")).not.toMatch(/^\s+at /m);
  expect({ code, running }).toEqual({ code: 1, running: [] });
});

test("if GATEWAY_PORT is taken, the gateway names it", async () => {
  const { code, lines } = await printedBy("gateway", {
    GATEWAY_PORT: taken,
    SUPERGRAPH: "schema/schema.graphql",
  });
  expect(lines).toEqual([`${message("GATEWAY_PORT")}.`]);
  expect(code).toBe(1);
});

test.each([
  ["demo", "GATEWAY_PORT", "4000x"],
  ["demo", "SCHOOL_PORT", "65536"],
  ["gateway", "GATEWAY_PORT", "-1"],
])("%s: %s=%s is refused by name, before anything starts", async (script, name, value) => {
  expect(await printedBy(script, { [name]: value })).toEqual({
    code: 1,
    lines: [`${name} must be a whole number from 0 to 65535; 0 takes any free port.`],
    running: [],
  });
});
