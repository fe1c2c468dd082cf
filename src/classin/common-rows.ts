import type { CodeRow } from "../vendor/code-table.js";

/** Rows of codes that mean the same in every call. */
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

/** The row of a code that is in no table. It never counts as success. */
export const UNDOCUMENTED: CodeRow<"rejected"> = {
  meaning: "ClassIn does not document this errno. It never counts as success.",
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id.",
  operator: "Ask ClassIn what it means, then add it to the table.",
};
