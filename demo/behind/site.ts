import type { IncomingMessage, ServerResponse } from "node:http";
import type { Site } from "../../ops/gateways/page.js";
import { type BehindTheScenes, isAction } from "./behind-the-scenes.js";

const PATH = "/demo/behind-the-scenes";
/** The page asks here whether there is a panel. The built page has a file that says no. */
const OFFER = "/demo.json";
const LONGEST_BODY = 256;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Serves what the panel *Behind the scenes* shows and does. Only a page of this origin on this machine may use it. */
export function behindSite(behind: BehindTheScenes): Site {
  return (request, response) => {
    const { method, url } = request;
    if (method === "GET" && url === OFFER) {
      send(response, 200, { behindTheScenes: isLocal(request) });
      return true;
    }
    if (url !== PATH) return false;
    void answer(request, behind)
      .catch(() => 500)
      .then((result) =>
        typeof result === "number" ? send(response, result, {}) : send(response, 200, result),
      );
    return true;
  };
}

/** The JSON to answer with, or the status of a refusal. */
async function answer(request: IncomingMessage, behind: BehindTheScenes): Promise<object | number> {
  if (!isLocal(request)) return 403;
  if (request.method === "GET") return behind.look();
  if (request.method !== "POST") return 405;
  if (!isFromThisOrigin(request)) return 403;
  // A page of another origin cannot send this type without asking first, and that is not answered.
  if (request.headers["content-type"] !== "application/json") return 415;
  const body = await readBody(request);
  if (body === null) return 413;
  const action = actionIn(body);
  if (!isAction(action)) return 400;
  return (await behind.act(action)) ?? 503;
}

/** A name that leads to this machine may belong to somebody else's page, so only loopback names are accepted. */
const isLocal = ({ headers: { host = "" } }: IncomingMessage): boolean => LOOPBACK.test(host);

const isFromThisOrigin = ({ headers: { host = "", origin } }: IncomingMessage): boolean =>
  origin?.toLowerCase() === `http://${host.toLowerCase()}`;

async function readBody(request: IncomingMessage): Promise<string | null> {
  let body = "";
  // The connection stays open for the answer.
  for await (const chunk of request.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    body += chunk;
    if (body.length > LONGEST_BODY) return null;
  }
  return body;
}

function actionIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { readonly action?: unknown } | null)?.action;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, json: object): void {
  // The rest of a body that is too long is not read.
  if (status === 413) response.shouldKeepAlive = false;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(json));
}
