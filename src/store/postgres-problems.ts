import type { StoreProblem } from "./folder-trouble.js";

const CHECK_RIGHTS = "Give the role the rights that docs/operations.md#postgresql lists.";
const CHECK_NETWORK =
  "Check the host and the port in DATABASE_URL, and whether PostgreSQL runs and may be reached.";

/** By the code of Node or by PostgreSQL's SQLSTATE. */
const PROBLEMS: ReadonlyMap<string, StoreProblem> = new Map([
  [
    "ENOTFOUND",
    { cause: "The host in DATABASE_URL has no address in DNS.", remedy: "Correct the host, or DNS." },
  ],
  ["EAI_AGAIN", { cause: "DNS did not answer for the host in DATABASE_URL.", remedy: "Check DNS." }],
  ["ECONNREFUSED", { cause: "Nothing listens at the host and port of DATABASE_URL.", remedy: CHECK_NETWORK }],
  ["ECONNRESET", { cause: "The database closed the connection.", remedy: CHECK_NETWORK }],
  ["28P01", { cause: "The database refuses the password.", remedy: "Correct the password in DATABASE_URL." }],
  [
    "28000",
    {
      cause: "The database refuses the role or the way it logs in.",
      remedy: "Check the role in DATABASE_URL, and pg_hba.conf.",
    },
  ],
  [
    "3D000",
    {
      cause: "The database of DATABASE_URL does not exist.",
      remedy: "Create it as docs/operations.md#postgresql shows.",
    },
  ],
  [
    "53300",
    {
      cause: "The database has no connection left.",
      remedy: "Raise max_connections or the role's connection limit.",
    },
  ],
  [
    "25006",
    { cause: "The database is read-only.", remedy: "Point DATABASE_URL to a database that accepts writes." },
  ],
  ["42501", { cause: "The role may not write to its tables.", remedy: CHECK_RIGHTS }],
  ["57P03", { cause: "The database is starting or stopping.", remedy: "Wait, then run this again." }],
]);

/** Does not use the error's message, which may repeat a part of the URL. */
export function connectionProblem(error: unknown): StoreProblem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = PROBLEMS.get(code);
  if (known !== undefined) return known;
  if (code === "" && error instanceof Error && /timeout/i.test(error.message))
    return { cause: "The database did not answer in time.", remedy: CHECK_NETWORK };
  if (error instanceof Error && /certificate|SSL/i.test(error.message))
    return {
      cause: "The encrypted connection failed.",
      remedy: "Check sslmode and sslrootcert in DATABASE_URL.",
    };
  return { cause: `The database cannot be used (${code || "no code"}).`, remedy: CHECK_NETWORK };
}
