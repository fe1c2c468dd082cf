import { parseArgs } from "node:util";
import { isLoopback } from "../config/fields.js";

export const USAGE = `Usage: npm run doctor -- [options]

Checks the environment of the server: its settings, the credentials at both vendors, the clock, the region, the keys for
callers' tokens, the store and the webhooks. It changes nothing at the vendors and in the store.

  --webhooks-url URL   the public URL of the webhook listener, without /classin and /tencent-im. One unsigned message is
                       sent to it, which the server shows as UNVERIFIED
  --env FILE           read variables from a file. Those of the environment override it
  --json               print JSON
  --help               this text

The exit code is 0 if no problem was found, else 1.
`;

export interface Arguments {
  readonly webhooksUrl: URL | null;
  readonly envFile: string | null;
  readonly json: boolean;
  readonly help: boolean;
}

/** Throws an error for the user if the command line is not valid. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "webhooks-url": { type: "string" },
      env: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const given = values["webhooks-url"];
  return {
    webhooksUrl: given === undefined ? null : readUrl(given),
    envFile: values.env ?? null,
    json: values.json,
    help: values.help,
  };
}

/** Vendors send webhooks over HTTPS. A listener on this machine may be tried without a proxy. */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isAllowed =
    url?.protocol === "https:" ||
    (url?.protocol === "http:" && isLoopback(url.hostname.replace(/^\[|\]$/g, "")));
  if (url === null || !isAllowed || url.username !== "" || url.search !== "" || url.hash !== "")
    throw new Error(
      "--webhooks-url must be an https:// URL without a user name, query or fragment, or http:// on this machine.",
    );
  return url;
}
