import { parseArgs } from "node:util";
import { isScope, SCOPES } from "../../src/auth/caller.js";

export const USAGE = `Usage: npm run token -- --subject ID --scope "SCOPES" [options]

Mints a token for development, as the issuer of callers' tokens would. Standard output has only the token:
  TOKEN=$(npm run -s token -- --subject teacher_li --scope "class-groups:read class-groups:write")

  --subject ID      the caller. For class-groups:write:own, the user id in Tencent IM
  --scope "SCOPES"  separated by spaces: ${SCOPES.join(", ")}
  --expires TIME    such as 90s, 15m, 1h, 7d; at most 30d (default 1h)
  --key FILE        a private key in PEM (default: .data/token/private-key.pem, which is made when it is missing)
  --issuer TEXT     (JWT_ISSUER, default https://class-groups.localhost/)
  --audience TEXT   (JWT_AUDIENCE, default class-groups)
  --claim NAME      the claim for the subject (JWT_CALLER_CLAIM, default sub)
  --jwks            prints the public key as a key set instead, for a server that is to be at JWT_JWKS_URL
  --help            this text
`;

export interface Arguments {
  readonly help: boolean;
  readonly jwks: boolean;
  readonly subject: string;
  readonly scope: string;
  readonly expiresInSeconds: number;
  /** Null: the key for development. */
  readonly keyFile: string | null;
  readonly issuer: string;
  readonly audience: string;
  readonly callerClaim: string;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const LONGEST_SECONDS = 30 * 86_400;

type Env = Readonly<Record<string, string | undefined>>;

/** Throws an error for the user that names every problem. */
export function readArguments(args: readonly string[], env: Env): Arguments {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      subject: text,
      scope: text,
      expires: { type: "string", default: "1h" },
      key: text,
      issuer: text,
      audience: text,
      claim: text,
      jwks: flag,
      help: flag,
    },
  });
  const subject = values.subject?.trim() ?? "";
  const scope = values.scope?.trim() ?? "";
  const expiresInSeconds = secondsOf(values.expires);
  const isAsked = !values.help && !values.jwks;
  const problems = isAsked ? problemsOf({ subject, scope, expiresInSeconds }) : [];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    help: values.help,
    jwks: values.jwks,
    subject,
    scope,
    expiresInSeconds: expiresInSeconds ?? 0,
    keyFile: values.key ?? null,
    issuer: values.issuer ?? (env["JWT_ISSUER"] || "https://class-groups.localhost/"),
    audience: values.audience ?? (env["JWT_AUDIENCE"] || "class-groups"),
    callerClaim: values.claim ?? (env["JWT_CALLER_CLAIM"] || "sub"),
  };
}

function problemsOf(given: {
  subject: string;
  scope: string;
  expiresInSeconds: number | null;
}): readonly string[] {
  // Tokens may carry scopes of other subgraphs. One that looks like ours is a mistake.
  const unknown = given.scope
    .split(/\s+/)
    .filter((name) => name.startsWith("class-groups") && !isScope(name));
  return [
    ...(given.subject === "" ? ["--subject is required."] : []),
    ...(given.scope === "" ? ["--scope is required."] : []),
    ...unknown.map((name) => `There is no scope ${name}. The scopes are ${SCOPES.join(", ")}.`),
    ...(given.expiresInSeconds === null
      ? ["--expires must be a time such as 90s, 15m, 1h or 7d, at most 30d."]
      : []),
  ];
}

/** Null if it is not a time from one second to 30 days. */
function secondsOf(text: string): number | null {
  const [, count, unit = ""] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  return seconds >= 1 && seconds <= LONGEST_SECONDS ? seconds : null;
}
