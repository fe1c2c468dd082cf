import type { CodeRow, CodeTable } from "../vendor/code-table.js";

/** Rows of codes that mean the same in every call. */
export const BAD_REQUEST: CodeRow<"rejected"> = {
  meaning: "A parameter is missing or malformed, or the request was not a POST.",
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id. Trying again does not help.",
  operator: "This is a defect in this server. Compare the request with ClassIn's current documentation.",
};

export const NOT_AUTHENTICATED: CodeRow<"misconfigured"> = {
  meaning:
    "The call was refused because of the SID, secret, clock, contract or balance, or because the API is offline.",
  means: "misconfigured",
  repeat: "signed-anew",
  client: "Tell the user that an administrator was informed.",
  operator:
    "Check CLASSIN_SID, CLASSIN_SECRET, this server's clock (at most 20 minutes off), the contract and the balance.",
};

export const MAINTENANCE: CodeRow<"unavailable"> = {
  meaning: "ClassIn is under announced maintenance: early morning in Beijing, about once a quarter.",
  means: "unavailable",
  repeat: "never",
  retryAfterSeconds: 1800,
  client: "Try again after retryAfterSeconds.",
  operator: "Check which maintenance ClassIn announced.",
};

export const TOO_MANY_CALLS: CodeRow<"rate-limited"> = {
  meaning: "Too many calls. ClassIn counts them per minute.",
  means: "rate-limited",
  repeat: "never",
  throttled: true,
  retryAfterSeconds: 60,
  client: "Try again after retryAfterSeconds.",
  operator:
    "If it continues, lower CLASSIN_CALLS_PER_SECOND, or ask ClassIn for this institution's rate limit.",
};

/** The row of a code that is in no table. */
const UNDOCUMENTED: CodeRow<"rejected"> = {
  meaning: "ClassIn does not document this errno. It never counts as success.",
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id.",
  operator: "Ask ClassIn what it means, then add it to the table.",
};

/** A code that is in no table never counts as success. */
export const rowIn = <Means extends string>(
  table: CodeTable<Means>,
  code: number | null,
): CodeRow<Means | "rejected"> => (code === null ? undefined : table.get(code)) ?? UNDOCUMENTED;

export const tableOf = <Means extends string>(
  rows: Readonly<Record<number, CodeRow<Means>>>,
): CodeTable<Means> => new Map(Object.entries(rows).map(([code, row]) => [Number(code), row]));
