import type { z } from "zod";
import type { Accounts } from "../accounts.js";
import type { Vendor } from "../calls.js";
import { checked } from "../problem.js";
import type { World } from "../world.js";
import { type Delivery, deliverySchema, splitDelivery } from "./delivery.js";
import type { EventContext } from "./event.js";
import { EVENTS, type EventName } from "./events.js";
import type { DeliveryRecord } from "./journal.js";
import type { WebhookMessage } from "./message.js";
import type { WebhookOptions } from "./options.js";
import { PostOffice } from "./post-office.js";
import { type RawEvent, rawMessage } from "./raw.js";
import { type MemberFieldChange, memberFieldsChanged } from "./rest-changes.js";
import { defaultSettings, type WebhookSettings, type WebhookSettingsInput } from "./settings.js";
import { eventContext, type MessageSources, messageSources } from "./sources.js";

/** What an event's method takes: the fields of the event, and how it is sent. */
type InputOf<Name extends EventName> = z.input<(typeof EVENTS)[Name]["input"]> & Delivery;

interface NextEvents {
  /** Default: both. */
  readonly vendor?: Vendor | undefined;
  /** How many. Default: one. */
  readonly events?: number | undefined;
}

export interface WebhooksDeps {
  readonly world: World;
  readonly accounts: Accounts;
  readonly options: WebhookOptions;
}

/**
 * Makes things happen at the vendors, and posts the events that they cause. Without a URL, an event changes the school
 * and counts as lost.
 */
export class Webhooks {
  readonly settings: WebhookSettings = defaultSettings();
  readonly #world: World;
  readonly #accounts: Accounts;
  readonly #sources: MessageSources;
  readonly #office: PostOffice;

  constructor({ world, accounts, options }: WebhooksDeps) {
    this.#world = world;
    this.#accounts = accounts;
    this.change(options);
    this.#sources = messageSources(world, accounts, options, this.settings);
    this.#office = new PostOffice(options, this.settings);
  }

  renameMember = this.#method("member-renamed");
  changeRole = this.#method("role-changed");
  joinGroup = this.#method("member-joined");
  leaveGroup = this.#method("member-left");
  createGroup = this.#method("group-created");
  renameGroup = this.#method("group-renamed");
  changeGroup = this.#method("group-changed");
  changeOwner = this.#method("owner-changed");
  destroyGroup = this.#method("group-destroyed");
  makeCourse = this.#method("course-created");
  renameCourse = this.#method("course-renamed");
  changeCourse = this.#method("course-changed");
  endCourse = this.#method("course-ended");
  deleteCourse = this.#method("course-deleted");
  addStudents = this.#method("student-added");
  removeStudents = this.#method("student-removed");
  editStudents = this.#method("student-edited");
  cancelAccount = this.#method("account-cancelled");
  addLesson = this.#method("lesson-added");
  sendTest = (delivery: Delivery = {}): readonly DeliveryRecord[] => this.trigger("test", delivery);

  /** The base URL, on this machine. Null: nothing is sent. */
  get url(): string | null {
    return this.#office.url;
  }

  /** Sends to another base URL from now on. Null: nowhere, and what waits is dropped. */
  sendTo(url: string | null): void {
    this.#office.sendTo(url);
  }

  /** Changes some settings. They apply to what is sent later. */
  change({ tencentIm, classin }: WebhookSettingsInput): void {
    Object.assign(this.settings.tencentIm, withoutUndefined(tencentIm));
    Object.assign(this.settings.classin, withoutUndefined(classin));
  }

  /** Makes an event happen. Throws a `Problem` if the input is wrong or the event is impossible. */
  trigger(name: EventName, input: Readonly<Record<string, unknown>>): readonly DeliveryRecord[] {
    const { what, input: schema, apply } = EVENTS[name];
    const { delivery: given, rest } = splitDelivery(input);
    const delivery = checked(deliverySchema, given, "GET /events lists the fields of each event.");
    const fields = checked<z.ZodType>(schema, rest, `${what} GET /events lists the fields of each event.`);
    const records: DeliveryRecord[] = [];
    const submit = (message: WebhookMessage) => records.push(...this.#submit(message, delivery));
    (apply as (fields: unknown, context: EventContext) => void)(fields, this.#context(submit));
    return records;
  }

  /** Sends any body to a vendor's path. An object gets what proves the sender, unless it has that. Text stays as it is. */
  sendRaw({ vendor, body, command, platform, ...delivery }: RawEvent & Delivery): readonly DeliveryRecord[] {
    return this.#submit(rawMessage({ vendor, body, command, platform }, this.#sources), delivery);
  }

  /** How the next events are sent, whoever causes them: of one vendor or of both. */
  forNext({ vendor, events = 1, ...delivery }: NextEvents & Delivery) {
    this.#office.outbox.overrides.add({ vendor: vendor ?? null, events, delivery });
  }

  /** How the next events will be sent. */
  next() {
    return this.#office.outbox.overrides.list();
  }

  /** For the vendor's part: a call of ours changed a member. */
  memberFieldsChanged(change: MemberFieldChange): void {
    // Large tests change many members and have no webhooks.
    if (this.url === null) return;
    const { admin } = this.#accounts.tencentIm;
    this.#context((message) => this.#submit(message, {})).tencentIm(
      memberFieldsChanged(change, admin, this.settings),
    );
  }

  /** What became of each event, oldest first. Only the latest are kept. */
  deliveries(): readonly DeliveryRecord[] {
    return this.#office.journal.list();
  }

  /** Forgets all records and sets the counts to zero. Returns the number of records. */
  forgetDeliveries(): number {
    return this.#office.journal.clear();
  }

  status() {
    return this.#office.status();
  }

  /** Drops everything that waits, and how the next events would be sent. */
  clearQueue(): void {
    this.#office.outbox.clear();
    this.#office.outbox.overrides.clear();
  }

  /** Resolves when nothing is delayed, queued or in flight. Does not wait for events that wait for later ones. */
  settled(): Promise<void> {
    return this.#office.outbox.settled();
  }

  close(): Promise<void> {
    return this.#office.close();
  }

  #method<Name extends EventName>(name: Name): (input: InputOf<Name>) => readonly DeliveryRecord[] {
    return (input) => this.trigger(name, input);
  }

  #submit(message: WebhookMessage, delivery: Delivery): readonly DeliveryRecord[] {
    return this.#office.outbox.submit(message, this.url === null ? { ...delivery, lost: true } : delivery);
  }

  #context(submit: (message: WebhookMessage) => void): EventContext {
    return eventContext(this.#world, this.#accounts, this.#sources, submit);
  }
}

const withoutUndefined = (given: object | undefined) =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined));
