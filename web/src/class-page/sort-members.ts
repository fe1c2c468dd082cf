import type { Group, Member } from "./types.js";

const RANKS: Readonly<Record<NonNullable<Member["role"]>, number>> = { OWNER: 0, ADMIN: 1, MEMBER: 2 };

/** The members that have been read so far. */
export const membersOf = (group: Group | null): readonly Member[] =>
  group?.members?.edges.map(({ node }) => node) ?? [];

/** How a member is named to the reader: by the official name, else the card, else the user id. */
export const nameOf = ({ officialName, nameCard, userId }: Member): string =>
  [officialName, nameCard].find((name) => name != null && name !== "") ?? userId;

/** Members whose card differs come first. Then they are in the order of their roles, and of their names in the reader's language. */
export function sortMembers(members: readonly Member[], language: string): readonly Member[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const differs = ({ nameMatches }: Member) => (nameMatches === false ? 0 : 1);
  const rank = ({ role }: Member) => RANKS[role ?? "MEMBER"];
  return members.toSorted(
    (one, other) =>
      differs(one) - differs(other) || rank(one) - rank(other) || compare(nameOf(one), nameOf(other)),
  );
}

/** The members whose names or user id contain the text. */
export function findMembers(members: readonly Member[], search: string): readonly Member[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return members;
  return members.filter(({ officialName, nameCard, userId }) =>
    [officialName, nameCard, userId].some((name) => name?.toLowerCase().includes(wanted)),
  );
}
