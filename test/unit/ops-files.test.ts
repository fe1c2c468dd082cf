import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { START_ENV } from "../../bench/build.js";
import { describeVariables } from "../../src/config/describe-variables.js";
import { composeFile, type ComposeService, servicesWith } from "../support/compose.js";
import { configProblems } from "../support/environment.js";

/** No container engine runs these here, so these tests check that the files are well-formed and consistent. */
const read = (path: string): string => readFileSync(path, "utf8");
const VARIABLES = new Map(describeVariables().map((variable) => [variable.name, variable]));
const portOf = (name: string): number => Number(VARIABLES.get(name)?.fallback);
/** The timeouts of a request, of `/ready`, and of a stop in main.ts. */
const LONGEST_STOP_SECONDS = 25;

describe("the Dockerfile", () => {
  const instructions = read("Dockerfile")
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => /^[A-Z]+ /.test(line));
  /** The instructions of each stage, by its name. */
  const stages = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of instructions) {
    const name = /^FROM \S+ AS (\S+)$/.exec(line)?.[1];
    if (name !== undefined) stages.set(name, (current = []));
    current.push(line);
  }
  const last = [...stages.values()].at(-1) ?? [];

  test("builds the server by default, from the same base image as the build stage", () => {
    expect([...stages.keys()]).toEqual(["build", "gateway", "page", "server"]);
    const bases = [...stages.values()].map(([from]) => /^FROM (\S+)/.exec(from ?? "")?.[1]);
    expect(new Set(bases)).toEqual(
      new Set(["node:${NODE_VERSION}-bookworm-slim", "build", "nginxinc/nginx-unprivileged:1.28-alpine"]),
    );
  });

  test("runs as an unprivileged user on the server's ports, and opens every address inside the container", () => {
    expect(last).toContain("USER node");
    expect(last).toContain(`EXPOSE ${portOf("PORT")} ${portOf("ADMIN_PORT")} ${portOf("WEBHOOKS_PORT")}`);
    expect(last).toContain("ENV NODE_ENV=production HOST=0.0.0.0 ADMIN_HOST=0.0.0.0 WEBHOOKS_HOST=0.0.0.0");
  });

  test("runs the built server as `npm start` and the bench do", () => {
    expect(last.at(-1)).toBe('CMD ["node", "dist/main.js"]');
    const set = Object.entries(START_ENV).map(([name, value]) => `${name}=${value}`);
    for (const variable of set) expect(last).toContain(`ENV ${variable}`);
    const command = [...set, "exec node", "dist/main.js"].join(" ");
    expect(JSON.parse(read("package.json")).scripts.start).toBe(`node scripts/built.js && ${command}`);
  });

  test("installs from the lock file, and runs no install script", () => {
    const installs = instructions.filter((line) => line.includes("npm ci"));
    expect(installs).toEqual(["RUN npm ci --ignore-scripts"]);
    expect(last.join()).not.toContain("npm");
  });

  test("has the built server, and of the packages only the one that is not bundled", () => {
    expect(last.filter((line) => line.startsWith("COPY "))).toEqual([
      "COPY --from=build /app/node_modules/@electric-sql/pglite ./node_modules/@electric-sql/pglite",
      "COPY --from=build /app/dist ./dist",
      "COPY package.json LICENSE ./",
    ]);
  });

  test("copies only files that .dockerignore allows, and no private ones", () => {
    const lines = read(".dockerignore").split("\n");
    expect(lines.find((line) => !line.startsWith("#"))).toBe("*");
    const allowed = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
    expect(allowed.filter((path) => !existsSync(path))).toEqual([]);
    expect(allowed.join()).not.toMatch(/\.git|\.env|node_modules|class-groups\.env/);
    const copied = instructions
      .filter((line) => line.startsWith("COPY ") && !line.includes("--from") && !line.includes(" . "))
      .flatMap((line) => line.split(" ").slice(1, -1));
    const isAllowed = (path: string) => allowed.some((one) => path === one || path.startsWith(`${one}/`));
    expect(copied.filter((path) => !isAllowed(path))).toEqual([]);
  });
});

describe("the compose file", () => {
  const { networks, volumes } = composeFile();
  // test/ops/compose-demo.test.ts is about the services of the profile `demo`.
  const services = servicesWith([]);
  const service = (name: string): ComposeService => {
    const found = services[name];
    if (found === undefined) throw new Error(`There is no service ${name}.`);
    return found;
  };

  test("has the server, its database, a gateway and Prometheus, and every reference exists", () => {
    expect(Object.keys(services)).toEqual(["class-groups", "postgres", "gateway", "prometheus"]);
    for (const { networks: used, depends_on, build, volumes: mounts } of Object.values(services)) {
      for (const network of used) expect(networks).toHaveProperty(network);
      for (const needed of Object.keys(depends_on)) expect(services).toHaveProperty(needed);
      if (build !== undefined) expect(read("Dockerfile")).toContain(` AS ${build.target}\n`);
      for (const [source = ""] of mounts.map((mount) => mount.split(":"))) {
        if (source.startsWith("./")) expect(read(`ops/${source.slice(2)}`)).not.toBe("");
        else expect(volumes).toHaveProperty(source);
      }
    }
  });

  test("publishes neither the server nor the database, and the others on this machine only", () => {
    expect(service("class-groups").ports).toEqual([]);
    expect(service("postgres").ports).toEqual([]);
    for (const { ports } of Object.values(services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(networks["inside"]?.internal).toBe(true);
    expect(service("postgres").networks).toEqual(["inside"]);
  });

  test("runs our containers with a read-only root and no capabilities, and gives them time to stop", () => {
    for (const name of ["class-groups", "gateway"]) {
      expect(service(name)).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
      expect(Number.parseInt(service(name).stop_grace_period ?? "", 10)).toBeGreaterThan(
        LONGEST_STOP_SECONDS,
      );
    }
  });

  test("sets only variables that the server has, and its example sets every required one", () => {
    const example = read("ops/class-groups.env.example");
    const named = [...example.matchAll(/^(\w+)=/gm)].map(([, name = ""]) => name);
    const set = [...named, ...Object.keys(service("class-groups").environment)];
    expect([...VARIABLES.keys()]).toEqual(expect.arrayContaining(set));
    for (const [name, { fallback }] of VARIABLES) if (fallback === "required") expect(named).toContain(name);
    expect(service("class-groups").env_file).toBe("${CLASS_GROUPS_ENV:-class-groups.env}");
    expect(example).not.toMatch(/SECRET\w*=./);
  });

  test("gives the server the name and ports that the supergraph and Prometheus use", () => {
    expect(read("ops/supergraph.yaml")).toContain(`http://class-groups:${portOf("PORT")}/graphql`);
    const { scrape_configs } = z
      .object({
        scrape_configs: z.array(
          z.object({
            job_name: z.string(),
            static_configs: z.array(z.object({ targets: z.array(z.string()) })),
          }),
        ),
      })
      .parse(parse(read("ops/prometheus/prometheus.yaml")));
    expect(scrape_configs).toEqual([
      // The alert rules use this name.
      { job_name: "class-groups", static_configs: [{ targets: [`class-groups:${portOf("ADMIN_PORT")}`] }] },
    ]);
  });
});

describe("the Kubernetes manifests", () => {
  const FOLDER = "ops/kubernetes";
  const files = readdirSync(FOLDER).filter((file) => file !== "kustomization.yaml");
  const Manifest = z.looseObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.object({ name: z.string() }).loose(),
  });
  const manifests = files.flatMap((file) =>
    parseAllDocuments(read(`${FOLDER}/${file}`)).map((document) => Manifest.parse(document.toJS())),
  );
  const manifest = (kind: string) => {
    const found = manifests.filter((one) => one.kind === kind);
    if (found.length !== 1) throw new Error(`There are ${found.length} of kind ${kind}.`);
    return found[0] as unknown as Record<string, any>;
  };
  const deployment = manifest("Deployment")["spec"];
  const pod = deployment.template.spec;
  const [container] = pod.containers;
  const LABELS = { "app.kubernetes.io/name": "class-groups" };

  test("use kinds and versions that clusters support", () => {
    expect(manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).toSorted()).toEqual([
      "apps/v1 Deployment",
      "networking.k8s.io/v1 NetworkPolicy",
      "policy/v1 PodDisruptionBudget",
      "v1 ConfigMap",
      "v1 Namespace",
      "v1 Secret",
      "v1 Service",
    ]);
  });

  test("are all applied together, except the template of the Secret", () => {
    const { resources } = parse(read(`${FOLDER}/kustomization.yaml`));
    expect(resources.toSorted()).toEqual(files.filter((file) => file !== "secret.example.yaml").toSorted());
  });

  test("run two replicas, and one always serves", () => {
    expect(deployment.replicas).toBe(2);
    expect(deployment.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect(manifest("PodDisruptionBudget")["spec"].minAvailable).toBe(1);
    // During a rollout each terminating pod runs beside its successor.
    expect(manifest("ConfigMap")["data"].REPLICAS).toBe(String(deployment.replicas * 2));
  });

  test("give a stop the time that it may take", () => {
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(LONGEST_STOP_SECONDS);
  });

  test("run unprivileged, with a read-only root", () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  test("probe the admin port: liveness ignores vendors, readiness checks everything", () => {
    const ports = Object.fromEntries(container.ports.map((port: any) => [port.name, port.containerPort]));
    expect(ports).toEqual({
      graphql: portOf("PORT"),
      admin: portOf("ADMIN_PORT"),
      webhooks: portOf("WEBHOOKS_PORT"),
    });
    const paths = ["startupProbe", "livenessProbe", "readinessProbe"].map((name) => container[name].httpGet);
    expect(paths).toEqual([
      { path: "/live", port: "admin" },
      { path: "/live", port: "admin" },
      { path: "/ready", port: "admin" },
    ]);
    expect(deployment.template.metadata.annotations["prometheus.io/port"]).toBe(String(ports.admin));
  });

  test("select the same pods", () => {
    expect(deployment.selector.matchLabels).toEqual(LABELS);
    expect(deployment.template.metadata.labels).toEqual(LABELS);
    expect(manifest("Service")["spec"].selector).toEqual(LABELS);
    expect(manifest("PodDisruptionBudget")["spec"].selector.matchLabels).toEqual(LABELS);
    expect(manifest("NetworkPolicy")["spec"].podSelector.matchLabels).toEqual(LABELS);
  });

  test("set only variables that the server has, every required one, and secrets only in the Secret", () => {
    const config = manifest("ConfigMap")["data"];
    const secrets = manifest("Secret")["stringData"];
    const names = [...Object.keys(config), ...Object.keys(secrets)];
    expect([...VARIABLES.keys()]).toEqual(expect.arrayContaining(names));
    for (const [name, { fallback }] of VARIABLES) if (fallback === "required") expect(names).toContain(name);
    for (const value of Object.values({ ...config })) expect(value).toEqual(expect.any(String));
    expect(Object.values(secrets).join("")).toBe("");
    expect(Object.keys(config).join()).not.toMatch(/SECRET|DATABASE/);
    // With valid values in the Secret, the server accepts this configuration.
    const filledIn = {
      CLASSIN_SECRET: "a-secret",
      TENCENT_IM_SECRET_KEY: "a-secret-key",
      ROUTER_SECRETS: "r".repeat(32),
      DATABASE_URL: "postgres://user:password@postgres/class_groups",
      TENCENT_IM_WEBHOOK_TOKEN: "a-token-of-the-console",
    };
    expect(Object.keys(filledIn)).toEqual(Object.keys(secrets));
    const image = {
      NODE_ENV: "production",
      HOST: "0.0.0.0",
      ADMIN_HOST: "0.0.0.0",
      WEBHOOKS_HOST: "0.0.0.0",
    };
    expect(configProblems({ ...image, ...config, ...filledIn })).toEqual([]);
    expect(container.envFrom).toEqual([
      { configMapRef: { name: "class-groups" } },
      { secretRef: { name: "class-groups" } },
    ]);
  });

  test("allow only the gateway, monitoring and webhooks in, and block the cloud's metadata address", () => {
    const { ingress, egress, policyTypes } = manifest("NetworkPolicy")["spec"];
    expect(policyTypes).toEqual(["Ingress", "Egress"]);
    expect(ingress.map((rule: any) => rule.ports.map((port: any) => port.port))).toEqual([
      [portOf("PORT")],
      [portOf("ADMIN_PORT")],
      [portOf("WEBHOOKS_PORT")],
    ]);
    for (const { from } of ingress) expect(from[0]).toHaveProperty("namespaceSelector");
    expect(JSON.stringify(egress)).toContain('"except":["169.254.0.0/16"]');
  });
});

describe("the workflows", () => {
  const workflows = readdirSync(".github/workflows").map((file) => read(`.github/workflows/${file}`));

  test("run .ci/run as the gate, and pin actions by their major version", () => {
    expect(workflows).toHaveLength(2);
    for (const workflow of workflows) {
      expect(workflow).toMatch(/run: \.ci\/run/);
      const uses = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
      expect(uses.length).toBeGreaterThan(0);
      for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
    }
  });

  test("may only read, except to make a release", () => {
    for (const workflow of workflows) {
      const { permissions, jobs } = parse(workflow);
      expect(permissions).toEqual({ contents: "read" });
      for (const [name, job] of Object.entries<{ permissions?: object }>(jobs))
        expect(job.permissions ?? {}).toEqual(name === "release" ? { contents: "write" } : {});
    }
  });

  test("call scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const called = [...workflows.join("\n").matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(called).toContain("sbom");
    for (const name of called) expect(scripts).toHaveProperty([name]);
  });
});
