import type { Problems } from "./problem.js";

/** ClassIn's limit for one call. */
const MAX_UIDS = 100;
/** ClassIn takes UIDs as JSON numbers, which are exact up to this one. Known UIDs have 6 to 9 digits. */
const UID = /^[1-9]\d{0,15}$/;

export const isClassinUid = (uid: unknown): uid is string =>
  typeof uid === "string" && UID.test(uid) && Number.isSafeInteger(Number(uid));

/** The UIDs of one sync. The same UID may come twice. */
export function checkClassinUids(uids: readonly string[], path: string, problems: Problems): void {
  if (uids.length < 1 || uids.length > MAX_UIDS) {
    problems.add(path, `must be 1 to ${MAX_UIDS} UIDs`, { limit: MAX_UIDS, actual: uids.length });
  }
  for (const [index, uid] of uids.entries()) checkClassinUid(uid, `${path}[${index}]`, problems);
}

const RULE = `must be a ClassIn UID: digits, the first not 0, at most ${Number.MAX_SAFE_INTEGER}`;

export function checkClassinUid(uid: string, path: string, problems: Problems): void {
  if (!isClassinUid(uid)) problems.add(path, RULE);
}
