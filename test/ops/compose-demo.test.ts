import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createIssuer } from "../../demo/issuer.js";
import { SIMULATED_WEBHOOKS, simulatedVendors } from "../../demo/vendors.js";
import { describeVariables } from "../../src/config/describe-variables.js";
import { readArguments } from "../../src/simulator/arguments.js";
import { composeFile, servicesWith } from "../support/compose.js";
import { configProblems } from "../support/environment.js";

/** No container engine runs these here, so these tests check that the files fit each other and the programs. */
const read = (path: string): string => readFileSync(path, "utf8");
const COMPOSE = read("ops/compose.yaml");
const { networks, volumes } = composeFile();
const all = servicesWith(["demo"]);
const added = Object.entries(all).filter(([, { profiles }]) => profiles.length > 0);
const service = (name: string) => {
  const found = all[name];
  if (found === undefined) throw new Error(`There is no service ${name}.`);
  return found;
};

/** The variables of an env file. */
const variablesIn = (path: string): Record<string, string> =>
  Object.fromEntries(
    [...read(path).matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
const COMPOSE_ENV = variablesIn("ops/demo/compose.env");
const SERVER_ENV = variablesIn("ops/demo/class-groups.env");

test("the profile adds a simulator, an issuer, the page and Grafana, and takes nothing away", () => {
  expect(added.map(([name]) => name)).toEqual(["simulator", "issuer", "page", "grafana"]);
  expect(Object.keys(servicesWith([]))).toEqual(["class-groups", "postgres", "gateway", "prometheus"]);
});

test("everything that the services refer to exists", () => {
  for (const [name, { networks: used, network_mode, depends_on, build, volumes: mounts }] of added) {
    expect([name, used.length > 0]).toEqual([name, network_mode === undefined]);
    for (const network of used) expect(networks).toHaveProperty(network);
    for (const needed of Object.keys(depends_on)) expect(all).toHaveProperty(needed);
    if (build !== undefined) expect(read("Dockerfile")).toContain(` AS ${build.target}\n`);
    for (const [source = "", , mode] of mounts.map((mount) => mount.split(":"))) {
      if (!source.startsWith("./")) expect(volumes).toHaveProperty(source);
      else expect([source, existsSync(`ops/${source}`), mode]).toEqual([source, true, "ro"]);
    }
  }
  for (const name of ["simulator", "issuer"])
    expect(existsSync(service(name).command.at(-1) ?? "")).toBe(true);
});

test("a service that others wait for until it is healthy has a health check, and so has every added one", () => {
  const awaited = Object.values(all).flatMap(({ depends_on }) =>
    Object.entries(depends_on).flatMap(([name, { condition }]) =>
      condition === "service_healthy" ? [name] : [],
    ),
  );
  const unchecked = [...awaited, ...added.map(([name]) => name)].filter(
    (name) => service(name).healthcheck === undefined,
  );
  // The image of the server has its own.
  expect(new Set(unchecked)).toEqual(new Set(["class-groups"]));
});

test("images have a version, and our own are built here", () => {
  for (const { image, build } of Object.values(all))
    if (build === undefined) expect(image).toMatch(/^[\w./-]+:v?\d+(\.\d+)*$/);
  const bases = [...read("Dockerfile").matchAll(/^FROM (\S+:\S+)/gm)].map(([, base]) => base);
  for (const base of bases) expect(base).toMatch(/:(\$\{NODE_VERSION\}|\d+\.\d+)-/);
});

test("nothing is published beyond this machine, and no port twice", () => {
  const ports = Object.values(all).flatMap((one) => one.ports);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  const published = ports.map((port) => port.split(":")[1]);
  expect(published.toSorted()).toEqual(["3000", "4000", "8080", "9090"]);
});

test("every added service has a read-only root, no capabilities and no access to the database", () => {
  for (const [, one] of added) {
    expect(one).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    expect(one.networks).not.toContain("inside");
  }
});

test("every value that Compose needs is in its env file, and Compose uses each", () => {
  const named = [...COMPOSE.matchAll(/\$\{(\w+)(:\?)?/g)];
  const required = named.flatMap(([, name = "", mark]) => (mark === ":?" ? [name] : []));
  expect(Object.keys(COMPOSE_ENV)).toEqual(expect.arrayContaining(required));
  const used = [...named.map(([, name = ""]) => name), "COMPOSE_PROJECT_NAME"];
  for (const name of Object.keys(COMPOSE_ENV)) expect(used).toContain(name);
  expect(existsSync(`ops/${COMPOSE_ENV["CLASS_GROUPS_ENV"]}`)).toBe(true);
});

test("the demo is a project of its own, so that simulated work never reaches a real school's database", () => {
  expect(COMPOSE_ENV["COMPOSE_PROJECT_NAME"]).not.toBe(parse(COMPOSE).name);
});

test("the server accepts its variables, which are the simulator's", () => {
  const image = { NODE_ENV: "production", HOST: "0.0.0.0", ADMIN_HOST: "0.0.0.0", WEBHOOKS_HOST: "0.0.0.0" };
  const { environment } = service("class-groups");
  const given = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+)[^}]*\}/g, (_, variable: string) => COMPOSE_ENV[variable] ?? ""),
    ]),
  );
  expect(configProblems({ ...image, ...SERVER_ENV, ...given })).toEqual([]);
  const known = describeVariables().map(({ name }) => name);
  expect(known).toEqual(expect.arrayContaining(Object.keys(SERVER_ENV)));

  const vendors = Object.entries(simulatedVendors("http://127.0.0.1:4010")).filter(([name]) =>
    /^(CLASSIN|TENCENT_IM)_/.test(name),
  );
  expect(SERVER_ENV).toMatchObject(Object.fromEntries(vendors));
  const { JWT_ISSUER, JWT_AUDIENCE } = createIssuer().env;
  expect(SERVER_ENV).toMatchObject({
    JWT_ISSUER,
    JWT_AUDIENCE,
    ROUTER_SECRETS: COMPOSE_ENV["ROUTER_SECRET"],
  });
});

test("the simulator shares the server's network, and sends signed webhooks to its listener", () => {
  for (const name of ["simulator", "issuer"]) expect(service(name).network_mode).toBe("service:class-groups");
  const { environment } = service("simulator");
  const webhooksPort = describeVariables().find(({ name }) => name === "WEBHOOKS_PORT")?.fallback;
  const parsed = readArguments([], environment);
  if ("problems" in parsed) throw new Error(parsed.problems.join());
  expect(parsed.arguments.webhooks).toMatchObject({
    url: `http://127.0.0.1:${webhooksPort}`,
    tencentToken: SERVER_ENV["TENCENT_IM_WEBHOOK_TOKEN"],
  });
  expect(SERVER_ENV["TENCENT_IM_WEBHOOK_TOKEN"]).toBe(SIMULATED_WEBHOOKS["TENCENT_IM_WEBHOOK_TOKEN"]);
  expect(SERVER_ENV["CLASSIN_URL"]).toBe(`http://127.0.0.1:${parsed.arguments.port}`);
});

test("the simulator and the issuer do not start beside a real school", () => {
  for (const name of ["simulator", "issuer"])
    expect(service(name).environment["NODE_ENV"]).toBe("${DEMO_NODE_ENV:-production}");
  expect(COMPOSE_ENV["DEMO_NODE_ENV"]).toBe("development");
});

test("Grafana finds Prometheus and the dashboard, and nobody can sign in", () => {
  const { environment, volumes: mounts } = service("grafana");
  const Datasources = z.object({
    datasources: z.array(z.object({ url: z.string(), isDefault: z.boolean() })),
  });
  const { datasources } = Datasources.parse(
    parse(read("ops/grafana/provisioning/datasources/prometheus.yaml")),
  );
  expect(datasources).toEqual([{ url: "http://prometheus:9090", isDefault: true }]);
  const shared = service("prometheus").networks.filter((one) => service("grafana").networks.includes(one));
  expect(shared).not.toEqual([]);

  const Providers = z.object({ providers: z.array(z.object({ options: z.object({ path: z.string() }) })) });
  const { providers } = Providers.parse(parse(read("ops/grafana/provisioning/dashboards/class-groups.yaml")));
  const dashboard = `${providers[0]?.options.path}/class-groups.json`;
  expect(mounts).toContain(`./grafana/class-groups.json:${dashboard}:ro`);
  expect(environment).toMatchObject({
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: dashboard,
    GF_AUTH_DISABLE_LOGIN_FORM: "true",
    GF_AUTH_BASIC_ENABLED: "false",
    GF_AUTH_ANONYMOUS_ORG_ROLE: "Viewer",
  });
});
