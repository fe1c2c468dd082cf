import type { parseArgs } from "node:util";

/** Every option of every command. */
export const OPTIONS = {
  courses: { type: "string" },
  file: { type: "string" },
  url: { type: "string" },
  key: { type: "string" },
  result: { type: "string" },
  patience: { type: "string", default: "120" },
  "dry-run": { type: "boolean", default: false },
  cancel: { type: "boolean", default: false },
  first: { type: "string" },
  after: { type: "string" },
  state: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;
export type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];
type Env = Readonly<Record<string, string | undefined>>;

/** How to reach the gateway. */
export interface Connection {
  /** Null only for a dry run. */
  readonly url: URL | null;
  /** The --url argument; null if the URL is from the environment. */
  readonly urlGiven: string | null;
  readonly token: string | null;
  readonly patienceMs: number;
  /** The --patience argument; null if it is the default. */
  readonly patienceGiven: string | null;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

export function readConnection(values: Values, env: Env, problems: string[]): Connection {
  const token = readToken(env["CLASS_GROUPS_TOKEN"], problems);
  const url = readUrl(
    values.url ?? env["CLASS_GROUPS_URL"],
    { isNeeded: !values["dry-run"], token },
    problems,
  );
  const { patience } = values;
  const seconds = Number(patience);
  if (patience.trim() === "" || !(seconds >= 0 && seconds <= 86_400))
    problems.push("--patience must be a number of seconds from 0 to 86400.");
  return {
    url,
    urlGiven: values.url ?? null,
    token,
    patienceMs: seconds * 1000,
    patienceGiven: patience === OPTIONS.patience.default ? null : patience,
  };
}

/** Rejects options that the command does not have. */
export function refuseOptions(
  names: readonly (keyof Values)[],
  command: string,
  values: Values,
  problems: string[],
): void {
  for (const name of names)
    if (values[name] !== undefined && values[name] !== false)
      problems.push(`--${name} does not belong to ${command}; leave it out.`);
}

function readToken(given: string | undefined, problems: string[]): string | null {
  const token = given?.trim() ?? "";
  if (token === "") return null;
  if (!/^[\x21-\x7e]+$/.test(token))
    problems.push("CLASS_GROUPS_TOKEN contains characters that no token has; set it to the token alone.");
  return token;
}

function readUrl(
  given: string | undefined,
  { isNeeded, token }: { isNeeded: boolean; token: string | null },
  problems: string[],
): URL | null {
  if (given === undefined || given === "") {
    if (isNeeded)
      problems.push("Say where the gateway is: --url URL, or CLASS_GROUPS_URL in the environment.");
    return null;
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    problems.push("The gateway's address must be a URL that begins with https:// or http://.");
  else if (url.username !== "" || url.password !== "")
    problems.push(
      "The gateway's address must contain no name and password; put the token into CLASS_GROUPS_TOKEN.",
    );
  else if (url.protocol === "http:" && token !== null && !LOOPBACK.test(url.hostname))
    problems.push("The token would be sent unencrypted; use https:// for a gateway on another computer.");
  return url;
}

/** The words of an option. A value that begins with a dash would otherwise be read as an option. */
export function option(name: string, value: string | null): string[] {
  if (value === null) return [];
  return /^-./.test(value) ? [`--${name}=${value}`] : [`--${name}`, value];
}

export const connectionWords = ({ urlGiven, patienceGiven }: Connection): string[] => [
  ...option("url", urlGiven),
  ...option("patience", patienceGiven),
];

/** A command of these words, to paste into a shell. */
export const typed = (words: readonly string[]): string => `npm run bulk -- ${words.map(quoted).join(" ")}`;

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
