import { failed, ok, type Result } from "../result.js";
import type { CustomField, MemberChange, MessageDelivery } from "../tencent-im/model.js";
import { checkChangeableUserId, checkGroupId } from "./ids.js";
import { type Problem, Problems } from "./problem.js";
import { readText } from "./text.js";
import { utf8Bytes } from "./utf8-bytes.js";

/** A change as the client sent it. Null counts as absent. */
export interface MemberChangeInput {
  readonly groupId: string;
  readonly userId: string;
  readonly role?: "ADMIN" | "MEMBER" | null;
  readonly nameCard?: string | null;
  readonly messageDelivery?: MessageDelivery | null;
  readonly customFields?: readonly CustomField[] | null;
  readonly muteForSeconds?: number | null;
}

/** The vendor's limits (docs/vendors/tencent-im.md, texts and custom fields), in bytes of UTF-8. */
const NAME_CARD = { maxBytes: 50, blankAllowed: false };
const CUSTOM_VALUE = { maxBytes: 64, blankAllowed: true };
const CUSTOM_FIELDS = 5;
/** If a list is too long, only so many of its fields are checked. */
const MAX_CHECKED = 20;
const CUSTOM_KEY_BYTES = 16;
const CUSTOM_KEY = /^[A-Za-z0-9_]*$/;
const MUTE_SECONDS = 2 ** 32 - 1;

/** Checks the whole input and reports every problem at once, before any call to a vendor. */
export function readMemberChange(
  input: MemberChangeInput,
  path: string,
): Result<MemberChange, readonly Problem[]> {
  const problems = new Problems();
  const change = memberChangeOf(input, path, problems);
  return problems.none ? ok(change) : failed(problems.list);
}

/** The change that an input describes. Send it only if nothing was added to `problems`. */
export function memberChangeOf(input: MemberChangeInput, path: string, problems: Problems): MemberChange {
  const { groupId, userId, role, nameCard, messageDelivery, customFields, muteForSeconds } = input;
  checkGroupId(groupId, `${path}.groupId`, problems);
  checkChangeableUserId(userId, `${path}.userId`, problems);
  const change: MemberChange = {
    groupId,
    userId,
    ...(role != null && { role }),
    ...(nameCard != null && { nameCard: readText(nameCard, `${path}.nameCard`, NAME_CARD, problems) }),
    ...(messageDelivery != null && { messageDelivery }),
    ...(customFields != null && {
      customFields: readCustomFields(customFields, `${path}.customFields`, problems),
    }),
    ...(muteForSeconds != null && {
      muteForSeconds: readMute(muteForSeconds, `${path}.muteForSeconds`, problems),
    }),
  };
  const ids = 2;
  if (Object.keys(change).length === ids) {
    problems.add(
      path,
      "changes nothing: give at least one of role, nameCard, messageDelivery, customFields, muteForSeconds",
    );
  }
  return change;
}

function readCustomFields(fields: readonly CustomField[], path: string, problems: Problems): CustomField[] {
  if (fields.length === 0) problems.add(path, "is empty: leave it out, or name at least one field");
  if (fields.length > CUSTOM_FIELDS) {
    problems.add(path, `has ${fields.length} fields; at most ${CUSTOM_FIELDS} are allowed`, {
      limit: CUSTOM_FIELDS,
      actual: fields.length,
    });
  }
  const keys = new Set<string>();
  return fields.slice(0, MAX_CHECKED).map(({ key, value }, index) => {
    const at = `${path}[${index}]`;
    checkCustomKey(key, `${at}.key`, problems);
    if (keys.has(key)) problems.add(`${at}.key`, "is given twice");
    keys.add(key);
    return { key, value: readText(value, `${at}.value`, CUSTOM_VALUE, problems) };
  });
}

function checkCustomKey(key: string, path: string, problems: Problems): void {
  const bytes = utf8Bytes(key);
  if (bytes === 0 || bytes > CUSTOM_KEY_BYTES) {
    problems.add(path, `is ${bytes} bytes long; 1 to ${CUSTOM_KEY_BYTES} are allowed`, {
      limit: CUSTOM_KEY_BYTES,
      actual: bytes,
    });
  }
  if (!CUSTOM_KEY.test(key)) problems.add(path, "must consist of letters, digits and _");
}

function readMute(seconds: number, path: string, problems: Problems): number {
  if (!Number.isInteger(seconds)) problems.add(path, "must be a whole number of seconds");
  else if (seconds < 0) problems.add(path, "must not be negative; 0 unmutes", { limit: 0, actual: seconds });
  else if (seconds > MUTE_SECONDS) {
    problems.add(path, `must be at most ${MUTE_SECONDS} seconds`, { limit: MUTE_SECONDS, actual: seconds });
  }
  return seconds;
}
