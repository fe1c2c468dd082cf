import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** Answers a request for something other than GraphQL. Returns false if the request is not for it. */
export type Site = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The page's own addresses, as in web/src/pages.tsx. Others, such as /readiness, are the gateway's. */
const ADDRESS = /^\/(?:school|class\/[^/]+)?$/;

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Everything comes from this server: no inline script, no style in an attribute's text, no other origin, no frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

interface PageFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/**
 * Serves the built roster page. All files are read at the start and found by their whole address, so a request cannot name
 * another file.
 */
export function pageSite(folder: string): Site {
  const files = readPageFiles(folder);
  const index = files.get("/index.html");
  if (index === undefined)
    throw new Error(`There is no page in ${folder}. Build it with \`npm run build:web\`.`);
  return (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    const file = ADDRESS.test(path) ? index : files.get(path);
    if (file === undefined || (request.method !== "GET" && request.method !== "HEAD")) return false;
    send(request, response, file);
    return true;
  };
}

function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    names
      .filter((name) => Object.hasOwn(TYPES, extname(name)))
      .map((name) => {
        const path = `/${name.split(sep).join("/")}`;
        return [path, pageFile(path, readFileSync(join(folder, name)))] as const;
      }),
  );
}

function pageFile(path: string, body: Buffer): PageFile {
  // The names of built files contain a hash of their content, so they never change.
  const caching = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  const headers = {
    ...HEADERS,
    "content-type": TYPES[extname(path)] ?? "",
    "cache-control": caching,
    vary: "accept-encoding",
  };
  return { headers, body, gzipped: gzipSync(body) };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { headers, body, gzipped }: PageFile,
): void {
  const isGzipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const content = isGzipped ? gzipped : body;
  response.writeHead(200, {
    ...headers,
    ...(isGzipped && { "content-encoding": "gzip" }),
    "content-length": content.length,
  });
  response.end(request.method === "HEAD" ? undefined : content);
}
