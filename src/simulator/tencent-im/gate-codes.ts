import type { Choices } from "../choices.js";

/** What the gate says of values in the query that are missing or cannot be read, and of an app that calls too often. */
interface GateCodes {
  readonly noApp: number;
  readonly unreadableApp: number;
  readonly noIdentifier: number;
  readonly noUserSig: number;
  readonly unreadableUserSig: number;
  readonly contentType: number;
  readonly appTooOften: number;
}

export function gateCodesFor({ gateCodes, userSigCodes }: Choices): GateCodes {
  return gateCodes === "new"
    ? NEW
    : { ...OLD, noUserSig: userSigCodes.missing, unreadableUserSig: userSigCodes.undecodable };
}

const OLD = {
  noApp: 60012,
  unreadableApp: 60006,
  noIdentifier: 60004,
  contentType: 60002,
  appTooOften: 60011,
};

/** The vendor's error page of December 2025 lists neither 60006, 60011 nor 70002 any more. */
const NEW: GateCodes = {
  noApp: 60025,
  unreadableApp: 60025,
  noIdentifier: 60025,
  noUserSig: 60025,
  unreadableUserSig: 60025,
  contentType: 60025,
  appTooOften: 60018,
};
