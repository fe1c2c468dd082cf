import { Refusal } from "./refusal.js";

/**
 * The `Next` of a community: a decimal string of 19 digits that contains a position.
 * A cursor ends in 7, but doubles of this size are even and printed with trailing zeros. So a cursor that a client
 * parsed as a number is refused instead of returning a wrong page.
 */
export const cursorAt = (position: number): string => `1${String(position).padStart(15, "0")}007`;

/** The position in a cursor. "" is the start. */
export function positionAt(cursor: string | undefined): number {
  if (cursor === "") return 0;
  const digits = /^1(\d{15})007$/.exec(cursor ?? "")?.[1];
  if (digits === undefined) throw new Refusal(10004, 'Next must be "" or a cursor from an earlier answer');
  return Number(digits);
}
