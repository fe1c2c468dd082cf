import type { OperationTotal } from "../src/simulator/calls.js";

const DEFAULT_MEMBERS = 100;
const SIZE = /-members-(\d{1,6})$/;

/** The number of members that the vendor stub gives a group: 2,000 for an id that ends in `-members-2000`. */
export const membersIn = (groupId: string): number => Number(SIZE.exec(groupId)?.[1] ?? DEFAULT_MEMBERS);

/** Where the vendor stub reports the calls it received. */
export const COUNTS_PATH = "/counts";

/** The calls of each command that the vendor stub received, and the most in any sliding second. */
export async function callsByCommand(vendorUrl: string): Promise<OperationTotal[]> {
  const answer = await fetch(new URL(COUNTS_PATH, vendorUrl));
  return (await answer.json()) as OperationTotal[];
}
