import { RequiresEvents } from "./access.js";
import { ArgsType, Directive, Field, ID, Int, ObjectType } from "./decorators.js";
import { assumedSize, PERSONAL_DATA } from "./demand.js";
import { Vendor } from "./enums.js";
import { connectionOf, edgeOf, PageArgs } from "./pages.js";
import { DateTime } from "./scalars.js";
import { User } from "./user.js";
import { VendorEventKind, VendorEventState } from "./vendor-event-enums.js";

/** src/webhooks/event-people.ts lists no more. */
const MOST_PEOPLE = 100;

@ArgsType()
export class VendorEventsArgs extends PageArgs {
  @Field(() => VendorEventKind, { nullable: true, description: "Returns only events of this kind." })
  readonly kind?: VendorEventKind | null;

  @Field(() => ID, { nullable: true, description: "Returns only Tencent IM's events of this group." })
  readonly groupId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Returns only ClassIn's events of this course, and disputes about names in it.",
  })
  readonly courseId?: string | null;
}

/** The data of an event. */
export interface VendorEventFields {
  readonly id: string;
  readonly kind: VendorEventKind;
  readonly state: VendorEventState;
  readonly vendor: Vendor;
  readonly command: string;
  readonly groupId: string | null;
  readonly courseId: string | null;
  readonly users: readonly User[] | null;
  readonly classinUids: readonly string[] | null;
  readonly peopleCount: number | null;
  readonly occurredAt: Date | null;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
  readonly tries: number;
  readonly failure: string | null;
}

@RequiresEvents()
@ObjectType({
  simpleResolvers: true,
  description:
    "A message that a vendor sent to a webhook of this server. Vendors do not sign the content, so take it as a hint and read what it is about. Old events are deleted.",
})
export class VendorEvent implements VendorEventFields {
  @Field(() => ID, { description: "An opaque id, unique among all events." })
  readonly id: string;

  @Field(() => VendorEventKind, { description: "What the event reports." })
  readonly kind: VendorEventKind;

  @Field(() => VendorEventState, { description: "What became of the event." })
  readonly state: VendorEventState;

  @Field(() => Vendor, {
    description:
      "The vendor that sent it. For `UNVERIFIED`, the vendor that it claims. For `NAME_DISPUTE`, the vendor that it is about.",
  })
  readonly vendor: Vendor;

  @Field(() => String, { description: "The vendor's own name of the event, at most 100 characters." })
  readonly command: string;

  @Field(() => ID, {
    nullable: true,
    description: "The id of the group that the event is about. Null if it names none.",
  })
  readonly groupId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The number of the course that the event is about. Null if it names none.",
  })
  readonly courseId: string | null;

  @Directive(PERSONAL_DATA)
  @Directive(assumedSize(MOST_PEOPLE))
  @Field(() => [User], {
    nullable: true,
    description:
      "The users whom an event of Tencent IM is about, at most 100. Null for ClassIn's events, and wherever `peopleCount` is null.",
  })
  readonly users: readonly User[] | null;

  @Directive(PERSONAL_DATA)
  @Field(() => [ID], {
    nullable: true,
    description:
      "The ClassIn numbers (UIDs) of the people whom an event of ClassIn is about, at most 100. Null for Tencent IM's events, and wherever `peopleCount` is null.",
  })
  readonly classinUids: readonly string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The number of people whom the event is about, including those beyond the 100 that are listed. Null if the event did not verify, is larger than 64 KiB or cannot be read.",
  })
  readonly peopleCount: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "The vendor's own time of the event. Null if it sent none.",
  })
  readonly occurredAt: Date | null;

  @Field(() => DateTime, {
    description: "When the event was stored. A repeat of the same event is not stored.",
  })
  readonly receivedAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When the event was processed." })
  readonly processedAt: Date | null;

  @Field(() => Int, { description: "The number of attempts to process it that failed." })
  readonly tries: number;

  @Field(() => String, {
    nullable: true,
    description: "Why the last attempt to process it failed. For developers and logs.",
  })
  readonly failure: string | null;

  constructor(fields: VendorEventFields) {
    this.id = fields.id;
    this.kind = fields.kind;
    this.state = fields.state;
    this.vendor = fields.vendor;
    this.command = fields.command;
    this.groupId = fields.groupId;
    this.courseId = fields.courseId;
    this.users = fields.users;
    this.classinUids = fields.classinUids;
    this.peopleCount = fields.peopleCount;
    this.occurredAt = fields.occurredAt;
    this.receivedAt = fields.receivedAt;
    this.processedAt = fields.processedAt;
    this.tries = fields.tries;
    this.failure = fields.failure;
  }
}

@RequiresEvents()
@ObjectType({ simpleResolvers: true, description: "One event in a page of events." })
export class VendorEventEdge extends edgeOf(() => VendorEvent, "event") {}

@RequiresEvents()
@ObjectType({ simpleResolvers: true, description: "A page of the vendors' events, newest first (Relay)." })
export class VendorEventConnection extends connectionOf(
  () => VendorEventEdge,
  () => VendorEvent,
  "events",
) {}
