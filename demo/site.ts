import type { ServerResponse } from "node:http";
import { type Site, pageSite } from "../ops/gateways/page.js";
import { explorerPage } from "./explorer.js";
import type { Issuer } from "./issuer.js";
import { ADMINISTRATOR, peopleWithTokens } from "./people.js";

/** A file whose content is made when it is asked for. */
interface DynamicFile {
  readonly type: string;
  readonly content: () => Promise<string>;
}

/**
 * What the demo serves beside the graph: the roster page, people to sign in as, an explorer, and what `behind` offers. A token
 * is minted when it is asked for, so it is never older than the page.
 */
export function demoSite(folder: string, issuer: Pick<Issuer, "mint">, behind: Site = () => false): Site {
  const page = pageSite(folder);
  const people: DynamicFile = {
    type: "application/json; charset=utf-8",
    content: async () => JSON.stringify(await peopleWithTokens(issuer)),
  };
  const explorer: DynamicFile = {
    type: "text/html; charset=utf-8",
    content: async () => explorerPage(await issuer.mint(ADMINISTRATOR)),
  };
  const files: ReadonlyMap<string, DynamicFile> = new Map([
    ["/people.json", people],
    ["/explorer", explorer],
  ]);
  return (request, response) => {
    if (behind(request, response)) return true;
    const file = request.method === "GET" ? files.get(request.url ?? "") : undefined;
    if (file === undefined) return page(request, response);
    void send(response, file);
    return true;
  };
}

async function send(response: ServerResponse, { type, content }: DynamicFile): Promise<void> {
  const body = await content();
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}
