import type { CodeRow, CodeTable } from "../vendor/code-table.js";
import { GROUP_CODES } from "./codes/group-codes.js";
import { HANDLING, type ImMeans } from "./codes/handling.js";
import { PUBLIC_CODES } from "./codes/public-codes.js";

/** Every code documented for the group calls, or for all calls (docs/vendors/tencent-im.md). 0 is success and has no row. */
export const IM_ERROR_CODES: CodeTable<ImMeans> = new Map(
  [...GROUP_CODES, ...PUBLIC_CODES].map(([code, handling, meaning, operator]) => [
    code,
    { meaning, ...HANDLING[handling], ...(operator !== undefined && { operator }) },
  ]),
);

const CUSTOM_FIELD_NOT_SET_UP: CodeRow<ImMeans> = {
  meaning: "A custom field is not set up in Tencent's console for groups of this type.",
  means: "rejected",
  repeat: "never",
  client: "Leave the field out, or ask for it to be set up.",
  operator:
    "Set the field up in Tencent's console, or remove its key from TENCENT_IM_MEMBER_CUSTOM_KEYS and TENCENT_IM_GROUP_CUSTOM_KEYS.",
};

const UNDOCUMENTED: CodeRow<ImMeans> = {
  meaning: "Tencent does not document this code for this call. It never counts as success.",
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id.",
  operator: "Ask Tencent's support what it means, then add it to the code table.",
};

export const rowForCode = (code: number | null): CodeRow<ImMeans> =>
  (code === null ? undefined : IM_ERROR_CODES.get(code)) ?? UNDOCUMENTED;

/** The vendor's text with code 10004 if a custom field's key is not set up (docs/vendors/tencent-im.md). */
const UNKNOWN_CUSTOM_FIELD = /all defined key is invalid/i;

interface CodeAndText {
  readonly code: number | null;
  readonly info: string;
}

const namesCustomField = ({ code, info }: CodeAndText): boolean =>
  code === 10004 && UNKNOWN_CUSTOM_FIELD.test(info);

/** Like `rowForCode`. An operator can fix one cause of code 10004, and only the vendor's text identifies it. */
export const rowForAnswer = (answer: CodeAndText): CodeRow<ImMeans> =>
  namesCustomField(answer) ? CUSTOM_FIELD_NOT_SET_UP : rowForCode(answer.code);

/** The cause of a refusal, in our words, if its code alone does not show it. */
export const causeBesideCode = (answer: CodeAndText): string | null =>
  namesCustomField(answer) ? `${CUSTOM_FIELD_NOT_SET_UP.meaning} ${CUSTOM_FIELD_NOT_SET_UP.operator}` : null;
