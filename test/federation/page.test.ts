import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { pageSite } from "../../ops/gateways/page.js";
import { buildSubgraph } from "../../src/graphql/schema.js";

let folder: string;
let gateway: Gateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-page-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<title>The page</title>");
  await writeFile(join(folder, "assets", "index-abc.js"), "let a;".repeat(1000));
  await writeFile(join(folder, ".hidden"), "a secret");
  const sdl = buildSubgraph().sdl;
  const supergraph = compose([{ name: "class-groups", url: "http://127.0.0.1:1/", sdl }]);
  gateway = await startHiveGateway(supergraph, 0, gatewayConfigFrom({}), pageSite(folder));
});
afterAll(async () => {
  await gateway.close();
  await rm(folder, { recursive: true });
});

async function get(
  path: string,
  options: { method?: "GET" | "HEAD"; headers?: Record<string, string> } = {},
) {
  const { statusCode, headers, body } = await request(new URL(gateway.url).origin + path, options);
  return { statusCode, headers, text: await body.text() };
}

test.each(["/", "/school", "/class/561294", "/class/561294?from=mail"])("%s is the page", async (path) => {
  const { statusCode, headers, text } = await get(path);
  expect([statusCode, text]).toEqual([200, "<title>The page</title>"]);
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:|\*/);
  expect(headers["cache-control"]).toBe("no-cache");
});

test("built files are compressed and kept by browsers, since their names change with their content", async () => {
  const { headers } = await get("/assets/index-abc.js", { headers: { "accept-encoding": "br, gzip" } });
  expect(headers["content-encoding"]).toBe("gzip");
  expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
  expect(headers["cache-control"]).toContain("immutable");
  expect(Number(headers["content-length"])).toBeLessThan(1000);
  const head = await get("/assets/index-abc.js", { method: "HEAD" });
  expect([head.headers["content-length"], head.text]).toEqual(["6000", ""]);
});

test.each(["/.hidden", "/assets/../.hidden", "/..%2f..%2fpackage.json", "/assets/none.js", "/class/1/2"])(
  "%s is not served",
  async (path) => {
    const { statusCode, text } = await get(path);
    expect(statusCode).toBe(404);
    expect(text).not.toMatch(/secret|The page/);
  },
);

test("the gateway's own addresses still answer", async () => {
  expect((await get("/healthcheck")).statusCode).toBe(200);
});

test("a folder without a page is refused, with what to do", () => {
  expect(() => pageSite(join(folder, "assets"))).toThrow("Build it with `npm run build:web`.");
});
