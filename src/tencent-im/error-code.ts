import type { CodeRow, CodeTable } from "../vendor/code-table.js";

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
const HANDLING = {
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

const PUBLIC_CODES: readonly (readonly [number, keyof typeof HANDLING, string])[] = [
  [60002, "ourDefect", "The HTTP request or its URL could not be parsed."],
  [60003, "ourDefect", "The request's body is not JSON."],
  [60004, "signature", "The user id or UserSig in the URL or body is wrong."],
  [60005, "signature", "The user id or UserSig in the URL or body is wrong."],
  [60006, "settings", "The SDKAppID is not valid."],
  [60007, "tooFast", "This API is called too often."],
  [60008, "innerFault", "The service timed out, or the HTTP format is wrong."],
  [60009, "ourDefect", "The resource or URL is wrong."],
  [60010, "settings", "The calling account is not an administrator of the app."],
  [60011, "tooFast", "The app calls too often, all APIs together."],
  [60012, "settings", "The SDKAppID is missing from the URL."],
  [60013, "innerFault", "The service could not read an inner answer."],
  [60014, "innerFault", "Translating the account timed out."],
  [60015, "ourDefect", "An account in the body is not a string."],
  [60016, "account", "The app is disabled."],
  [60017, "account", "The request is disabled for the app."],
  [60018, "tooFast", "Too many requests."],
  [60019, "tooFast", "Too many requests."],
  [60020, "account", "The plan has expired; five minutes pass after a renewal."],
  [60021, "account", "This server's address is not on the app's list of allowed callers."],
  [70001, "signature", "The UserSig has expired."],
  [70002, "settings", "The UserSig is empty."],
  [70003, "signature", "The UserSig is not valid: cut off or malformed."],
  [70005, "signature", "The UserSig is not valid: cut off or malformed."],
  [70009, "lockedOut", "The UserSig's check failed, as a rule because its key is another app's."],
  [70013, "settings", "The calling account is not the one that the UserSig was made for."],
  [70014, "settings", "The SDKAppID is not the one that the UserSig was made for."],
  [70016, "settings", "The service has no key to check the UserSig with."],
  [70020, "settings", "The SDKAppID was not found: a wrong id, or another region's."],
  [70050, "lockedOut", "Too many failed signature checks; calls are refused for a minute."],
  [70051, "account", "The account is on a block list."],
  [70107, "account", "The calling account does not exist."],
  [70114, "account", "Restricted for security reasons."],
  [70169, "innerFault", "An inner time-out."],
  [70202, "innerFault", "An inner time-out."],
  [70206, "ourDefect", "The size of the batch is not legal."],
  [70402, "ourDefect", "A parameter is not legal."],
  [70403, "settings", "The call needs administrator rights."],
  [70500, "innerFault", "An internal error."],
  [72000, "account", "The trial plan's daily users are used up."],
];

const GROUP_CODES: readonly (readonly [number, keyof typeof HANDLING, string])[] = [
  [10002, "innerFault", "An internal error."],
  [10003, "ourDefect", "The command is unknown."],
  [10004, "ourDefect", "A parameter is not legal."],
  [10005, "ourDefect", "Too many accounts in one request."],
  [10006, "tooFast", "The operation is too frequent."],
  [
    10007,
    "refused",
    "Not allowed for the operator, the group's type or the target; also seen for targets that are no members.",
  ],
  [10008, "signature", "The request is not legal, possibly its signature."],
  [10009, "otherCalls", "The owner may not leave a group of this type."],
  [10010, "groupGone", "The group does not exist or was dissolved."],
  [10011, "ourDefect", "The body is not JSON (group layer)."],
  [10012, "settings", "The operator's user id is not legal."],
  [10013, "otherCalls", "Already a member."],
  [10014, "otherCalls", "The group is full."],
  [10015, "groupGone", "The group id is not valid, or the group is absent or dissolved."],
  [10016, "otherCalls", "The app's own webhook refused."],
  [10017, "otherCalls", "The sender is muted."],
  [10018, "ourDefect", "The answer would be larger than 1 MB."],
  [10019, "memberUnknown", "The account was never imported."],
  [10021, "otherCalls", "The group id is taken by somebody else."],
  [10025, "otherCalls", "The group id is taken by the same owner."],
  [10026, "account", "The command is disabled for the app."],
  [10036, "otherCalls", "The plan allows no more live-stream groups."],
  [10037, "otherCalls", "The user is in too many groups."],
  [10038, "otherCalls", "The plan allows no more members."],
  [10054, "ourDefect", "Too many members; the query must be paged."],
  [10058, "account", "The trial plan's 100 groups are used up."],
  [10059, "account", "The feature needs a higher plan."],
  [11000, "account", "Communities are not enabled for the app."],
  [80001, "contentRejected", "The content filter refused a text."],
  [80003, "otherCalls", "A webhook that is asked beforehand failed or timed out (messages only)."],
];

/** Every code documented for the group calls, or for all calls (docs/vendors/tencent-im.md). 0 is success and has no row. */
export const IM_ERROR_CODES: CodeTable<ImMeans> = new Map(
  [...GROUP_CODES, ...PUBLIC_CODES].map(([code, handling, meaning]) => [
    code,
    { meaning, ...HANDLING[handling] },
  ]),
);

const CUSTOM_FIELD_NOT_SET_UP: CodeRow<ImMeans> = {
  meaning: "A custom field is not set up in Tencent's console for groups of this type.",
  means: "rejected",
  repeat: "never",
  client: "Leave the field out, or ask for it to be set up.",
  operator:
    "Set the field up in Tencent's console, or take its key out of TENCENT_IM_MEMBER_CUSTOM_KEYS and TENCENT_IM_GROUP_CUSTOM_KEYS.",
};

const UNDOCUMENTED: CodeRow<ImMeans> = {
  meaning: "A code that Tencent does not document for this call. Never taken for success.",
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id.",
  operator: "Ask Tencent's support what it means, then give it a row.",
};

export const rowForCode = (code: number | null): CodeRow<ImMeans> =>
  (code === null ? undefined : IM_ERROR_CODES.get(code)) ?? UNDOCUMENTED;

/** The vendor's words beside 10004 for a key of a custom field that the app has not set up (docs/vendors/tencent-im.md). */
const UNKNOWN_CUSTOM_FIELD = /all defined key is invalid/i;

interface CodeAndText {
  readonly code: number | null;
  readonly info: string;
}

const namesCustomField = ({ code, info }: CodeAndText): boolean =>
  code === 10004 && UNKNOWN_CUSTOM_FIELD.test(info);

/** As `rowForCode`. Code 10004 has one cause that an operator can mend, and only the text beside it tells it apart. */
export const rowForAnswer = (answer: CodeAndText): CodeRow<ImMeans> =>
  namesCustomField(answer) ? CUSTOM_FIELD_NOT_SET_UP : rowForCode(answer.code);

/** The cause of a refusal that its code alone does not tell, in our words. */
export const causeBesideCode = (answer: CodeAndText): string | null =>
  namesCustomField(answer) ? `${CUSTOM_FIELD_NOT_SET_UP.meaning} ${CUSTOM_FIELD_NOT_SET_UP.operator}` : null;
