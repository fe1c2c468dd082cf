import type { GroupType } from "./school.js";

/**
 * Where the vendors' documents are silent or contradict themselves, somebody has to choose.
 * Each choice is a switch here, so a test can ask what happens if the vendor decided otherwise.
 */
export interface Choices {
  // Both vendors
  /**
   * What happens to request fields, query parameters and names in filters that no document lists.
   * Lenient: they are ignored, and so are fields that are null and a `Limit` of 0. Published clients send all of these.
   * Strict: they are refused, so that a test can prove that a client sends nothing odd.
   */
  requests: "lenient" | "strict";

  // ClassIn
  /** Tables say number, some samples show a string. */
  errnoAs: "number" | "string";
  /** How old a timeStamp may be. */
  safeKeyWindowSeconds: number;
  /** Whether the window reaches into the future as far as into the past. */
  safeKeyFromTheFuture: "accepted" | "refused";
  upperCaseSafeKey: "refused" | "accepted";
  /** An ended course has no group any more, but no code for it is listed. */
  endedCourseErrno: number;
  /** One student who left the institution: does that fail the whole call, or only count as skipped? */
  deletedStudent: "counts-as-skipped" | "fails-the-call";
  emptyRosterErrno: number;
  unknownActionErrno: number;
  businessErrorHttpStatus: number;
  classinContentType: string;

  // Tencent IM: the gate
  /** Per command, in any second. Over it: 60007. */
  callsPerSecond: number;
  /** Over all commands of the app; null means no such limit. Over it: 60011, or 60018 with the new gate codes. */
  callsPerSecondOfApp: number | null;
  /** So many bad signatures within so long lock the app out (70050) for so long. Null: never. */
  signatureLock: { failures: number; withinMs: number; lockMs: number } | null;
  /**
   * The vendor rewrote its error page in December 2025. New: 60025 for every value in the query that is missing
   * or cannot be read, `random` apart, and 60018 for an app that calls too often.
   */
  gateCodes: "old" | "new";
  /** With the new gate codes, `missing` and `undecodable` are 60025 instead. */
  userSigCodes: UserSigCodes;
  /** Long answers fail with 10018. */
  maxAnswerBytes: number;

  // Tencent IM: what may be done
  nonMemberCode: number;
  neverImportedCode: number;
  /** A change that the type of the group does not know, or any read of the members of a live room. */
  forbiddenByTypeCode: number;
  tooManyGroupIdsCode: number;
  /** More than 500 accounts in forbid_send_msg. */
  tooManyMutesCode: number;
  muteOfOwnerCode: number;
  /** Accounts in forbid_send_msg that were never imported. */
  mutesOfUnknownAccounts: "ignored" | "refused";
  /** A mute of 4294967295 seconds means for ever. It is read back as 4294967295, or as its moment of so many seconds from now. */
  permanentMuteUntil: "largest-value" | "sum";
  unknownCustomKeyCode: number;
  /** `NameCard: ""` and an empty custom `Value`. */
  emptyValue: "clears" | "changes-nothing";
  /** ShutUpTime, ShutUpUntil, ShutUpAllMember, get_group_shutted_uin: renamed in 2022. */
  oldNamesInRequests: "accepted" | "refused";
  /** The page size has two documented limits, 200 and 6000. */
  maxMemberPage: number;
  maxCommunityPage: number;
  rejectedWords: readonly string[];
  /** Work groups wake up with their first message; until then they are listed only on request. */
  sleepingWorkGroups: "hidden" | "listed";

  // Tencent IM: how answers look
  /** The names of mutes in answers. What is asked for by its old name is always answered by it. */
  fieldNames: "new" | "old";
  groupTypeNames: "old" | "new";
  /** No order is promised, so answers come in another order than the question. */
  shuffleAnswers: boolean;
  /** Mutes that are over: answered like none, or with the moment in which they ended. */
  expiredMutes: "left-out" | "shown";
  /** When none of the asked accounts is a member. */
  emptyMemberList: "empty" | "absent";
  /** The group types for which get_group_info brings the members along. */
  membersInGroupInfoOf: readonly GroupType[];
  /** Needs a higher plan and a console switch. */
  onlineStatus: "off" | "on";
}

interface UserSigCodes {
  expired: number;
  missing: number;
  undecodable: number;
  wrongSignature: number;
  otherIdentifier: number;
  otherApp: number;
  unknownApp: number;
  notAdmin: number;
  locked: number;
}

export const DEFAULT_CHOICES: Choices = {
  requests: "lenient",

  errnoAs: "number",
  safeKeyWindowSeconds: 20 * 60,
  safeKeyFromTheFuture: "accepted",
  upperCaseSafeKey: "refused",
  endedCourseErrno: 153,
  deletedStudent: "counts-as-skipped",
  emptyRosterErrno: 1,
  unknownActionErrno: 102,
  businessErrorHttpStatus: 200,
  classinContentType: "application/json; charset=utf-8",

  callsPerSecond: 200,
  callsPerSecondOfApp: null,
  signatureLock: { failures: 5, withinMs: 10_000, lockMs: 60_000 },
  gateCodes: "old",
  userSigCodes: {
    expired: 70001,
    missing: 70002,
    undecodable: 70003,
    wrongSignature: 70009,
    otherIdentifier: 70013,
    otherApp: 70014,
    unknownApp: 70020,
    notAdmin: 60010,
    locked: 70050,
  },
  maxAnswerBytes: 1024 * 1024,

  nonMemberCode: 10007,
  neverImportedCode: 10019,
  forbiddenByTypeCode: 10007,
  tooManyGroupIdsCode: 10004,
  tooManyMutesCode: 10005,
  muteOfOwnerCode: 10007,
  mutesOfUnknownAccounts: "ignored",
  permanentMuteUntil: "largest-value",
  unknownCustomKeyCode: 10004,
  emptyValue: "clears",
  oldNamesInRequests: "accepted",
  maxMemberPage: 200,
  maxCommunityPage: 100,
  rejectedWords: ["badword"],
  sleepingWorkGroups: "hidden",

  fieldNames: "new",
  groupTypeNames: "old",
  shuffleAnswers: true,
  expiredMutes: "left-out",
  emptyMemberList: "empty",
  membersInGroupInfoOf: ["Work", "Public", "Meeting"],
  onlineStatus: "off",
};
