import { Refusal } from "./refusal.js";

/**
 * The `Next` of a community: a decimal string of 19 digits that holds a position.
 * Doubles this large are even, and are printed with zeros at the end. A cursor always ends in 7,
 * so one that a client has read as a number is refused instead of leading to another page.
 */
export const cursorAt = (position: number): string => `1${String(position).padStart(15, "0")}007`;

/** The position that a cursor holds; "" is the start. */
export function positionAt(cursor: string | undefined): number {
  if (cursor === "") return 0;
  const digits = /^1(\d{15})007$/.exec(cursor ?? "")?.[1];
  if (digits === undefined) throw new Refusal(10004, 'Next must be "" or what was returned');
  return Number(digits);
}
