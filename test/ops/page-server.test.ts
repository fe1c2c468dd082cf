import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type Dispatcher } from "undici";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

/** ops/page/nginx.conf in Debian's nginx, in front of a server that plays the gateway and the issuer. */
let folder: string;
let nginx: ChildProcess;
let client: Client;
let behind: Server;
/** The stream of the last subscription, to which a test writes events. */
let stream: ServerResponse | undefined;
let lengths: (string | undefined)[] = [];

beforeAll(async () => {
  behind = createServer((request, response) => {
    if (request.headers.accept === "text/event-stream") {
      stream = response;
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      return;
    }
    lengths.push(request.headers["content-length"]);
    request.resume().once("end", () => response.end(`${request.method} ${request.url}`));
  });
  await once(behind.listen(0, "127.0.0.1"), "listening");
  const { port } = behind.address() as AddressInfo;
  folder = await mkdtemp(join(tmpdir(), "class-groups-page-"));
  const config = await writeFiles(folder, port);
  nginx = spawn("nginx", ["-c", config, "-e", join(folder, "errors")], { stdio: "ignore" });
  nginx.once("error", () => undefined);
  const socketPath = join(folder, "socket");
  await vi.waitUntil(
    () => {
      if (nginx.pid === undefined) throw new Error("nginx is not installed: apt-get install nginx-light.");
      return existsSync(socketPath);
    },
    { timeout: 30_000 },
  );
  client = new Client("http://localhost", { socketPath });
});
afterAll(async () => {
  await client.destroy();
  nginx.kill("SIGTERM");
  await once(nginx, "exit");
  behind.close().closeAllConnections();
  await rm(folder, { recursive: true });
});

/** Writes a small page, and a configuration with the addresses of this test instead of those in containers. */
async function writeFiles(root: string, port: number): Promise<string> {
  const page = (await readFile("ops/page/nginx.conf", "utf8"))
    .replaceAll("listen 8080", `listen unix:${root}/socket`)
    .replaceAll(/http:\/\/[\w-]+:\d+/g, `http://127.0.0.1:${port}`)
    .replace("/usr/share/nginx/html", `${root}/html`);
  await mkdir(join(root, "html/assets"), { recursive: true });
  await writeFile(join(root, "html/index.html"), "<!doctype html>");
  await writeFile(join(root, "html/assets/main-abc.js"), "export {};");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${root}/${name};`)
    .join("\n");
  const config = join(root, "nginx.conf");
  await writeFile(
    config,
    `daemon off; worker_processes 1; pid ${root}/pid; user root;
     events {}
     http { include /etc/nginx/mime.types; access_log off; ${temporary} ${page} }`,
  );
  return config;
}

async function get(path: string, options: Partial<Dispatcher.RequestOptions> = {}) {
  const { statusCode, headers, body } = await client.request({ method: "GET", path, ...options });
  return { status: statusCode, headers, text: await body.text() };
}

test("the page's own addresses show the page, and other ones are not found", async () => {
  for (const path of ["/", "/school", "/class/561294", "/class/a%20b?x=1"])
    expect([path, await get(path)]).toMatchObject([path, { status: 200, text: "<!doctype html>" }]);
  for (const path of ["/class/", "/class/1/2", "/readiness", "/assets/missing.js", "/..%2fnginx.conf"])
    expect([path, (await get(path)).status]).not.toEqual([path, 200]);
});

test("every answer allows only what comes from the same address", async () => {
  for (const path of ["/", "/assets/main-abc.js", "/missing", "/people.json"]) {
    const { headers } = await get(path);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(String(headers["content-security-policy"])).not.toMatch(/unsafe|data:|https?:|\*/);
    expect(headers).toMatchObject({ "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" });
  }
});

test("built files are kept for ever, the page is asked for again, and tokens are not stored", async () => {
  const cachingOf = async (path: string) => (await get(path)).headers["cache-control"];
  expect(await cachingOf("/assets/main-abc.js")).toBe("public, max-age=31536000, immutable");
  expect(await cachingOf("/class/561294")).toBe("no-cache");
  expect(await cachingOf("/people.json")).toBe("no-store");
  expect(await cachingOf("/assets/missing.js")).toBeUndefined();
});

test("another host name is refused, because it may be a page elsewhere with this machine's address", async () => {
  const { status } = await get("/people.json", { headers: { host: "school.example" } });
  expect(status).toBe(421);
});

test("an operation reaches the gateway with its length, also if it is as long as the gateway allows", async () => {
  lengths = [];
  const body = "a".repeat(4 * 1024 * 1024);
  expect(await get("/graphql", { method: "POST", body })).toMatchObject({
    status: 200,
    text: "POST /graphql",
  });
  expect(lengths).toEqual([String(body.length)]);
});

test("each event of a subscription reaches the page before the next one is sent", async () => {
  const { body } = await client.request({
    method: "POST",
    path: "/graphql",
    headers: { accept: "text/event-stream" },
    body: "{}",
  });
  const events = body[Symbol.asyncIterator]();
  for (const event of ["event: next\ndata: 1\n\n", "event: next\ndata: 2\n\n"]) {
    stream?.write(event);
    expect(String((await events.next()).value)).toBe(event);
  }
  stream?.end();
  expect((await events.next()).done).toBe(true);
});
