import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { startApp, type TestApp } from "../support/app.js";
import { scrape } from "../support/metrics.js";

let app: TestApp;
/** The metrics that a running server exports, with the types from their `# TYPE` lines. */
let exported: ReadonlyMap<string, string>;
beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: "postgres://test@127.0.0.1:9/none", WEBHOOKS_PORT: "0" } });
  const { text } = await scrape(app.adminUrl);
  exported = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => [name, type]),
  );
});
afterAll(() => app.close());

/** The metrics in an expression: its words without functions, labels, label values and keywords. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, " ")
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, " ");
  return [...bare.matchAll(/\b([a-z_]\w*)\b(?!\s*\()/g)]
    .map(([word]) => word)
    .filter((word) => !/^(and|or|unless|offset|bool|by|sum|max|min|count|up|\d\w*)$/.test(word));
}
/** Expressions name the parts of a histogram. */
const isExported = (name: string): boolean =>
  exported.has(name) || exported.get(name.replace(/_(bucket|sum|count)$/, "")) === "histogram";

const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({ alert: z.string(), expr: z.string(), annotations: z.record(z.string(), z.string()) }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      targets: z.array(z.object({ expr: z.string() })).optional(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
    }),
  ),
});
const rules = async () =>
  Rules.parse(parse(await readFile("ops/prometheus/alerts.yaml", "utf8"))).groups.flatMap(
    ({ rules }) => rules,
  );
const panels = async () =>
  Dashboard.parse(JSON.parse(await readFile("ops/grafana/class-groups.json", "utf8"))).panels;

test("metrics are found in an expression", () => {
  const expression =
    'sum by (vendor, le) (rate(a_bucket{lane="b_c"}[5m])) > 2 or (d_total unless d_total offset 1h)';
  expect(metricsIn(expression)).toEqual(["a_bucket", "d_total", "d_total"]);
});

/** The expressions with a metric that is not exported, or without any metric. */
const invalid = (expressions: readonly { name: string; expr: string }[]) =>
  expressions
    .map(({ name, expr }) => ({
      name,
      metrics: metricsIn(expr),
      missing: metricsIn(expr).filter((one) => !isExported(one)),
    }))
    .filter(({ metrics, missing }) => metrics.length === 0 || missing.length > 0);

test("every metric of an alert is exported by a running server", async () => {
  const expressions = (await rules())
    // Uses only a metric of Prometheus.
    .filter(({ alert }) => alert !== "ClassGroupsDown")
    .map(({ alert: name, expr }) => ({ name, expr }));
  expect(expressions.length).toBeGreaterThan(10);
  expect(invalid(expressions)).toEqual([]);
});

test("every metric of the dashboard is exported by a running server", async () => {
  const shown = (await panels()).flatMap(({ title: name, targets = [] }) =>
    targets.map(({ expr }) => ({ name, expr })),
  );
  expect(shown.length).toBeGreaterThan(20);
  expect(invalid(shown)).toEqual([]);
});

test("an expression with an unknown metric or without one is found", () => {
  expect(invalid([{ name: "typo", expr: "rate(class_groups_vendor_cals_total[5m])" }])).toHaveLength(1);
  expect(invalid([{ name: "number", expr: "1 > 0" }])).toHaveLength(1);
});

test("every metric of this server is on the dashboard", async () => {
  const shown = new Set(
    (await panels()).flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => metricsIn(expr))),
  );
  const own = [...exported.keys()].filter((name) => name.startsWith("class_groups_"));
  expect(own.length).toBeGreaterThan(15);
  expect(
    own.filter((name) => ![name, `${name}_bucket`, `${name}_sum`].some((part) => shown.has(part))),
  ).toEqual([]);
});

test("the dashboard's panels have unique ids and do not overlap", async () => {
  const all = await panels();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const cells = all.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

test("every alert links to its heading in docs/operations.md", async () => {
  const page = await readFile("docs/operations.md", "utf8");
  const headings = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  const alerts = await rules();
  expect(headings.toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
  for (const { alert, annotations } of alerts)
    expect(annotations["runbook"]).toBe(`docs/operations.md#${alert.toLowerCase()}`);
});
