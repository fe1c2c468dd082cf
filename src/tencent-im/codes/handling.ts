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

/** How a code is handled, in the words of the two people it reaches. */
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
      "Depends on the cause, which is looked up: no member, the group's type, the owner's role, or not permitted.",
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
      "If it lasts, something else uses the same app's budget, or TENCENT_IM_CALLS_PER_SECOND is above the plan's.",
  },
  innerFault: {
    means: "unavailable",
    repeat: "up-to-3-times-unless-applied",
    client: "Try again after retryAfterSeconds.",
    operator: "If it lasts, see the vendor's status page or ask its support.",
  },
  signature: {
    means: "misconfigured",
    repeat: "signed-anew",
    client: "Tell the user that an administrator was informed.",
    operator: "Check TENCENT_IM_ADMIN, TENCENT_IM_SECRET_KEY and this server's clock.",
  },
  /** For faults that the same signature, made again, would meet again; repeated tries lock the app out (70050). */
  settings: {
    means: "misconfigured",
    repeat: "never",
    client: "Tell the user that an administrator was informed.",
    operator:
      "Check TENCENT_IM_SDK_APP_ID, TENCENT_IM_SECRET_KEY, TENCENT_IM_ADMIN and TENCENT_IM_REGION against the console.",
  },
  /** The app's signatures as such are refused. Each further call would be one more bad signature. */
  lockedOut: {
    means: "misconfigured",
    repeat: "never",
    locksOut: true,
    client: "Tell the user that an administrator was informed.",
    operator:
      "All calls to Tencent IM are stopped; after a minute, then ever less often, one is tried. Check TENCENT_IM_SDK_APP_ID, TENCENT_IM_SECRET_KEY and TENCENT_IM_REGION against the console.",
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
    client: "Report it with the request id; trying again changes nothing.",
    operator: "A defect on our side: compare the request with Tencent's current documentation.",
  },
  otherCalls: {
    means: "rejected",
    repeat: "never",
    client: "Report it with the request id.",
    operator: "Documented for calls that are not made here; ask Tencent's support why it came.",
  },
} as const satisfies Record<string, Handling>;

/** A code, how it is handled, what it means, and what an operator does where that is not what the handling says. */
export type Row = readonly [
  code: number,
  handling: keyof typeof HANDLING,
  meaning: string,
  operator?: string,
];
