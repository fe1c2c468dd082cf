import type { GroupType } from "./school.js";

/**
 * The simulator's behaviour in cases that the vendors' documents leave open or describe inconsistently.
 * Each choice is a switch, so a test can cover the alternatives. Those of webhooks are in webhooks/settings.ts.
 */
export interface Choices {
  // Both vendors
  /**
   * How to treat request fields, query parameters and filter names that no document lists.
   * Lenient: ignore them, and also null fields and a `Limit` of 0. Published clients send all of these.
   * Strict: refuse them, so that a test can prove that a client sends only documented requests.
   */
  requests: "lenient" | "strict";

  // ClassIn
  /** The vendor's tables say number, but some samples show a string. */
  errnoAs: "number" | "string";
  /** The maximum age of a timeStamp. */
  safeKeyWindowSeconds: number;
  /** Whether the window also covers the same time in the future. */
  safeKeyFromTheFuture: "accepted" | "refused";
  upperCaseSafeKey: "refused" | "accepted";
  /** An ended course no longer has a group, but the documents list no code for it. */
  endedCourseErrno: number;
  /** Whether a student who left the institution fails the whole call or is skipped. */
  deletedStudent: "counts-as-skipped" | "fails-the-call";
  emptyRosterErrno: number;
  unknownActionErrno: number;
  /**
   * The nickname of a user who is added to a course. A switch in the console sets it to the registered name, which fails
   * now and then (841).
   */
  nicknameOnJoin: "own-name" | "registered-name" | "fails";
  /** How far a v2 call's time may be off, in either direction. */
  v2WindowSeconds: number;
  /** The order of the students in the answer to a sync by student. */
  studentItems: "as-requested" | "reversed";
  businessErrorHttpStatus: number;
  classinContentType: string;

  // Tencent IM: the gate
  /** The limit per command in any second. Further calls get 60007. */
  callsPerSecond: number;
  /** The limit for all commands of the app; null: none. Further calls get 60011, or 60018 with the new gate codes. */
  callsPerSecondOfApp: number | null;
  /** `failures` bad signatures within `withinMs` lock the app out (70050) for `lockMs`. Null: never. */
  signatureLock: { failures: number; withinMs: number; lockMs: number } | null;
  /**
   * The vendor rewrote its error page in December 2025. New: 60025 for every missing or unreadable query value except
   * `random`, and 60018 for an app that calls too often.
   */
  gateCodes: "old" | "new";
  /** The new gate codes replace `missing` and `undecodable` with 60025. */
  userSigCodes: UserSigCodes;
  /** Longer answers are replaced by code 10018. */
  maxAnswerBytes: number;

  // Tencent IM: permissions and limits
  nonMemberCode: number;
  neverImportedCode: number;
  /** For a change that the group's type does not support, and for reading the members of a live room. */
  forbiddenByTypeCode: number;
  tooManyGroupIdsCode: number;
  /** For more than 500 accounts in forbid_send_msg. */
  tooManyMutesCode: number;
  muteOfOwnerCode: number;
  /** How forbid_send_msg treats accounts that were never imported. */
  mutesOfUnknownAccounts: "ignored" | "refused";
  /** A mute of 4294967295 seconds is permanent. Reads show its end as 4294967295, or as now plus that many seconds. */
  permanentMuteUntil: "largest-value" | "sum";
  unknownCustomKeyCode: number;
  /** The effect of `NameCard: ""` and of an empty custom `Value`. */
  emptyValue: "clears" | "changes-nothing";
  /** ShutUpTime, ShutUpUntil, ShutUpAllMember and get_group_shutted_uin were renamed in 2022. */
  oldNamesInRequests: "accepted" | "refused";
  /** The documents give two limits for the page size, 200 and 6000. */
  maxMemberPage: number;
  maxCommunityPage: number;
  rejectedWords: readonly string[];
  /** Work groups without any message are listed only on request. */
  sleepingWorkGroups: "hidden" | "listed";

  // Tencent IM: the form of answers
  /** The names of mute fields in answers. A field requested by its old name always gets its old name. */
  fieldNames: "new" | "old";
  groupTypeNames: "old" | "new";
  /** The vendor promises no order, so lists are returned in a different order than requested. */
  shuffleAnswers: boolean;
  /** Whether answers leave out mutes that are over or show the time when they ended. */
  expiredMutes: "left-out" | "shown";
  /** The list in an answer if none of the requested accounts is a member. */
  emptyMemberList: "empty" | "absent";
  /** The group types for which get_group_info includes the members. */
  membersInGroupInfoOf: readonly GroupType[];
  /** The vendor requires a higher plan and a console switch for it. */
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
  nicknameOnJoin: "own-name",
  v2WindowSeconds: 5 * 60,
  studentItems: "as-requested",
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
