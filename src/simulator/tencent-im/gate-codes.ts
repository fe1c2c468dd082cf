import type { Choices } from "../choices.js";

/** The codes for missing or unreadable query values, and for an app that calls too often. */
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

/** The vendor's error page of December 2025 no longer lists 60006, 60011 and 70002. */
const NEW: GateCodes = {
  noApp: 60025,
  unreadableApp: 60025,
  noIdentifier: 60025,
  noUserSig: 60025,
  unreadableUserSig: 60025,
  contentType: 60025,
  appTooOften: 60018,
};
