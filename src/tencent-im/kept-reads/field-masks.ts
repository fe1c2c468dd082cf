import type { GroupField, MemberField } from "../model.js";

/** Sets of fields as bits, so that a read's fields are compared with the requested ones by one operation. */
export class FieldMasks<Field extends string> {
  readonly #bits = new Map<Field, number>();
  #unannounced = 0;
  /** By identity: repeats of a query share one set. */
  readonly #known = new WeakMap<ReadonlySet<Field>, number>();

  /** Whether each field's changes are announced by webhooks. At most 31 fields. */
  constructor(isAnnounced: Readonly<Record<Field, boolean>>) {
    for (const [field, announced] of Object.entries<boolean>(isAnnounced)) {
      const bit = 1 << this.#bits.size;
      this.#bits.set(field as Field, bit);
      if (!announced) this.#unannounced |= bit;
    }
  }

  /** The set must not change any more. */
  maskOf(fields: ReadonlySet<Field>): number {
    const known = this.#known.get(fields);
    if (known !== undefined) return known;
    let mask = 0;
    for (const field of fields) mask |= this.#bits.get(field) ?? 0;
    this.#known.set(fields, mask);
    return mask;
  }

  /** Whether webhooks announce the changes of all these fields. */
  areAnnounced(mask: number): boolean {
    return (mask & this.#unannounced) === 0;
  }
}

/** Tencent IM announces what members see of a group, but not its settings (docs/vendors/tencent-im.md). */
export const GROUP_MASKS = new FieldMasks<GroupField>({
  name: true,
  type: true,
  ownerId: true,
  memberCount: true,
  introduction: true,
  notification: true,
  avatarUrl: true,
  createdAt: true,
  maxMemberCount: false,
  lastMessageAt: false,
  joinPolicy: false,
  everyoneMuted: false,
  customFields: false,
});

export const MEMBER_MASKS = new FieldMasks<MemberField>({
  role: true,
  nameCard: true,
  joinedAt: true,
  lastMessageAt: false,
  messageDelivery: false,
  mutedUntil: false,
  customFields: false,
});
