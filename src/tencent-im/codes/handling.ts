import type { CodeRow } from "../../vendor/code-table.js";

/** What a Tencent IM error code can mean for the group calls made here. */
export type ImMeans =
  | "group-not-found"
  | "member-not-found"
  | "refused"
  | "content-rejected"
  | "rate-limited"
  | "unavailable"
  | "misconfigured"
  | "rejected";

type Handling = Omit<CodeRow<ImMeans>, "meaning">;

/** How a code is handled, and what clients and operators can do about it. */
export const HANDLING = {
  groupGone: {
    means: "group-not-found",
    repeat: "never",
    client: "Check the group id; the group may have been dissolved.",
    operator: "Nothing.",
  },
  memberUnknown: {
    means: "member-not-found",
    repeat: "never",
    client: "Check the user id.",
    operator: "If the user exists in the school, import the account into Tencent IM.",
  },
  refused: {
    means: "refused",
    repeat: "never",
    client:
      "Depends on the cause that the server finds: not a member, the group's type, the owner's role, or not permitted.",
    operator: "Nothing.",
  },
  contentRejected: {
    means: "content-rejected",
    repeat: "never",
    client: "Ask for another text.",
    operator: "The content filter is set in Tencent's console.",
  },
  tooFast: {
    means: "rate-limited",
    repeat: "up-to-3-times",
    throttled: true,
    retryAfterSeconds: 1,
    client: "Try again after retryAfterSeconds.",
    operator:
      "If it continues, another system uses the app's budget, or TENCENT_IM_CALLS_PER_SECOND is above the plan's limit.",
  },
  innerFault: {
    means: "unavailable",
    repeat: "up-to-3-times-unless-applied",
    client: "Try again after retryAfterSeconds.",
    operator: "If it continues, see the vendor's status page or ask its support.",
  },
  signature: {
    means: "misconfigured",
    repeat: "signed-anew",
    client: "Tell the user that an administrator was informed.",
    operator: "Check TENCENT_IM_ADMIN, TENCENT_IM_SECRET_KEY and this server's clock.",
  },
  /** For faults that a new signature does not fix. Repeated attempts lock the app out (70050). */
  settings: {
    means: "misconfigured",
    repeat: "never",
    client: "Tell the user that an administrator was informed.",
    operator:
      "Check TENCENT_IM_SDK_APP_ID, TENCENT_IM_SECRET_KEY, TENCENT_IM_ADMIN and TENCENT_IM_REGION against the console.",
  },
  /** The vendor refuses all signatures of the app. Each further call would be another failed check. */
  lockedOut: {
    means: "misconfigured",
    repeat: "never",
    locksOut: true,
    client: "Tell the user that an administrator was informed.",
    operator:
      "Calls to Tencent IM stop. A single call probes it after one minute, and then less and less often. Check TENCENT_IM_SDK_APP_ID, TENCENT_IM_SECRET_KEY and TENCENT_IM_REGION against the console.",
  },
  account: {
    means: "misconfigured",
    repeat: "never",
    client: "Tell the user that an administrator was informed.",
    operator: "The app, its plan or its administrator is stopped or restricted: see Tencent's console.",
  },
  ourDefect: {
    means: "rejected",
    repeat: "never",
    client: "Report it with the request id. Trying again does not help.",
    operator: "A defect on our side: compare the request with Tencent's current documentation.",
  },
  otherCalls: {
    means: "rejected",
    repeat: "never",
    client: "Report it with the request id.",
    operator:
      "Documented only for calls that this server does not make. Ask Tencent's support for the cause.",
  },
} as const satisfies Record<string, Handling>;

/** The optional `operator` text replaces the one of the handling. */
export type Row = readonly [
  code: number,
  handling: keyof typeof HANDLING,
  meaning: string,
  operator?: string,
];
