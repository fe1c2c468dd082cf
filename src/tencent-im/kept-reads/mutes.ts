import { ok } from "../../result.js";
import type { MemberRead } from "../member-reads.js";

/** A kept member may show a mute that has ended since. Returns the same value if it does not. */
export function withoutEndedMute(read: MemberRead, nowMs: number): MemberRead {
  if (!read.ok || read.value === null) return read;
  const { mutedUntil } = read.value;
  return mutedUntil === null || mutedUntil.getTime() > nowMs ? read : ok({ ...read.value, mutedUntil: null });
}
