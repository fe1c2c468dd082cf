import type { MemberPage, MemberPosition, PagedMember } from "../member-pages.js";
import type { MemberProfile } from "../model.js";
import { type PackedTexts, packTexts, unpackTexts } from "./packed-texts.js";

/** Columns with the profiles' own values. */
type Values = {
  readonly [Name in "role" | "messageDelivery" | "customFields" | "read"]: Column<MemberProfile[Name]>;
};

/** The same value for all members, or one for each. */
type Column<Value> = { readonly all: Value } | { readonly each: readonly Value[] };

/** The row of a member holds three times in milliseconds, NaN for none: joinedAt, lastMessageAt, mutedUntil. */
const TIMES = 3;

/**
 * A page of members in columns instead of objects. It takes about a third of the memory, and keeping it costs a
 * third of the processor time, because the garbage collector has less to move and to visit (docs/adr/0028-kept-reads.md).
 */
export interface PackedPage extends Omit<MemberPage, "members"> {
  readonly groupId: string;
  readonly userIds: PackedTexts;
  readonly nameCards: PackedTexts;
  readonly values: Values;
  readonly times: readonly number[];
  /** Numbers are offsets. */
  readonly positions: readonly number[] | readonly MemberPosition[];
}

/** One loop over all columns, since every page that is read passes here. */
export function packPage(groupId: string, page: MemberPage): PackedPage {
  const { members, next, groupMemberCount, read } = page;
  const userIds: string[] = [];
  const roles: MemberProfile["role"][] = [];
  const nameCards: MemberProfile["nameCard"][] = [];
  const deliveries: MemberProfile["messageDelivery"][] = [];
  const customFields: MemberProfile["customFields"][] = [];
  const reads: MemberProfile["read"][] = [];
  const times: number[] = [];
  for (const { member } of members) {
    userIds.push(member.userId);
    roles.push(member.role);
    nameCards.push(member.nameCard);
    deliveries.push(member.messageDelivery);
    customFields.push(member.customFields);
    reads.push(member.read);
    times.push(
      millisecondsOf(member.joinedAt),
      millisecondsOf(member.lastMessageAt),
      millisecondsOf(member.mutedUntil),
    );
  }
  const values = {
    role: column(roles),
    messageDelivery: column(deliveries),
    customFields: column(customFields),
    read: column(reads),
  };
  return {
    groupId,
    userIds: packTexts(userIds),
    nameCards: packTexts(nameCards),
    values,
    times,
    positions: packPositions(members),
    next,
    groupMemberCount,
    read,
  };
}

/** The page as it was, except that mutes which have ended since are not shown. */
export function unpackPage(packed: PackedPage, nowMs: number): MemberPage {
  const { groupId, values, times, positions, next, groupMemberCount, read } = packed;
  const userIds = unpackTexts(packed.userIds);
  const nameCards = unpackTexts(packed.nameCards);
  const members: PagedMember[] = [];
  for (let row = 0; row < userIds.length; row += 1) {
    const mutedUntilMs = times[row * TIMES + 2];
    members.push({
      member: {
        groupId,
        userId: userIds[row] as string,
        role: at(values.role, row),
        nameCard: nameCards[row] ?? null,
        joinedAt: dateOf(times[row * TIMES]),
        lastMessageAt: dateOf(times[row * TIMES + 1]),
        messageDelivery: at(values.messageDelivery, row),
        mutedUntil: mutedUntilMs !== undefined && mutedUntilMs > nowMs ? new Date(mutedUntilMs) : null,
        customFields: at(values.customFields, row),
        read: at(values.read, row),
      },
      after: positionAt(positions, row),
    });
  }
  return { members, next, groupMemberCount, read };
}

const millisecondsOf = (date: Date | null): number => (date === null ? Number.NaN : date.getTime());

const dateOf = (ms: number | undefined): Date | null =>
  ms === undefined || Number.isNaN(ms) ? null : new Date(ms);

function column<Value>(each: readonly Value[]): Column<Value> {
  const [all] = each;
  return all !== undefined && each.every((value) => value === all) ? { all } : { each };
}

const at = <Value>(values: Column<Value>, row: number): Value =>
  // Every column has a value for each member.
  "all" in values ? values.all : (values.each[row] as Value);

function packPositions(members: readonly PagedMember[]): PackedPage["positions"] {
  const offsets: number[] = [];
  for (const { after } of members) {
    if (after.by !== "offset") return members.map((member) => member.after);
    offsets.push(after.offset);
  }
  return offsets;
}

const positionAt = (positions: PackedPage["positions"], row: number): MemberPosition => {
  const position = positions[row] as number | MemberPosition;
  return typeof position === "number" ? { by: "offset", offset: position } : position;
};
