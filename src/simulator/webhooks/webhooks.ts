import type { z } from "zod";
import type { Accounts } from "../accounts.js";
import type { Vendor } from "../calls.js";
import { checked, Problem } from "../problem.js";
import type { World } from "../world.js";
import { classinMessage } from "./classin-message.js";
import { ClassInQueue } from "./classin-queue.js";
import { type Delivery, deliverySchema, splitDelivery } from "./delivery.js";
import type { EventContext } from "./event.js";
import { EVENTS, type EventName } from "./events.js";
import { type DeliveryRecord, Journal } from "./journal.js";
import type { WebhookMessage } from "./message.js";
import { readWebhookUrl, type WebhookOptions } from "./options.js";
import { Outbox } from "./outbox.js";
import { Poster } from "./post.js";
import { type RawEvent, rawMessage } from "./raw.js";
import { type MemberFieldChange, memberFieldsChanged } from "./rest-changes.js";
import { defaultSettings, type WebhookSettings, type WebhookSettingsInput } from "./settings.js";
import { tencentMessage } from "./tencent-message.js";
import { TencentSender } from "./tencent-sender.js";
import { systemAfter, Timers } from "./timers.js";

const QUEUE_LIMIT = 10_000;
/** ClassIn sends one message at a time. */
const CLASSIN_CONNECTIONS = 1;

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

/** Makes things happen at the vendors, and posts the events that they cause. Without a URL, events are only counted as lost. */
export class Webhooks {
  readonly settings: WebhookSettings;
  readonly #world: World;
  readonly #accounts: Accounts;
  readonly #token: string | null;
  readonly #secret: string;
  readonly #journal = new Journal();
  readonly #timers: Timers;
  readonly #poster: Poster;
  readonly #senders;
  readonly #outbox: Outbox;
  #url: string | null = null;

  constructor({ world, accounts, options }: WebhooksDeps) {
    this.#world = world;
    this.#accounts = accounts;
    this.#token = options.tencentToken ?? null;
    this.#secret = options.classinSecret ?? accounts.classin.secret;
    this.settings = defaultSettings();
    this.change(options);
    if (options.url) this.sendTo(options.url);
    this.#timers = new Timers(options.after ?? systemAfter);
    this.#poster = new Poster(this.#timers, this.settings.tencentIm.concurrency + CLASSIN_CONNECTIONS);
    const deps = {
      poster: this.#poster,
      timers: this.#timers,
      journal: this.#journal,
      url: () => this.#url ?? "",
    };
    this.#senders = {
      classin: new ClassInQueue(deps, this.settings),
      "tencent-im": new TencentSender(deps, this.settings),
    };
    this.#outbox = new Outbox({
      senders: this.#senders,
      journal: this.#journal,
      timers: this.#timers,
      limit: options.queueLimit ?? QUEUE_LIMIT,
    });
  }

  renameMember = this.#method("member-renamed");
  changeRole = this.#method("role-changed");
  joinGroup = this.#method("member-joined");
  leaveGroup = this.#method("member-left");
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
  sendTest = this.#method("test");

  /** The base URL, on this machine. Null: nothing is sent. */
  get url(): string | null {
    return this.#url;
  }

  /** Sends to another base URL from now on. Null: nowhere. */
  sendTo(url: string | null): void {
    const read = url === null ? { url } : readWebhookUrl(url);
    if ("problem" in read)
      throw new Problem(400, "Webhooks cannot be sent there.", read.problem, "Use http://127.0.0.1:4004.");
    this.#url = read.url;
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
    (apply as (fields: unknown, context: EventContext) => void)(fields, this.#eventContext(submit));
    return records;
  }

  /** Sends any body to a vendor's path. An object gets what proves the sender, unless it has that. Text stays as it is. */
  sendRaw({ vendor, body, command, platform, ...delivery }: RawEvent & Delivery): readonly DeliveryRecord[] {
    return this.#submit(rawMessage({ vendor, body, command, platform }, this.#source()), delivery);
  }

  /** How the next events are sent, whoever causes them: of one vendor or of both. */
  forNext({ vendor, events = 1, ...delivery }: NextEvents & Delivery) {
    this.#outbox.overrides.add({ vendor: vendor ?? null, events, delivery });
  }

  /** How the next events will be sent. */
  next() {
    return this.#outbox.overrides.list();
  }

  /** For the vendor's part: a call of ours changed a member. */
  memberFieldsChanged(change: MemberFieldChange): void {
    // Large tests change many members and have no webhooks.
    if (this.#url === null) return;
    this.#eventContext((message) => this.#submit(message, {})).tencentIm(
      memberFieldsChanged(change, this.#accounts.tencentIm.admin, this.settings),
    );
  }

  /** What became of each event, oldest first. Only the latest are kept. */
  deliveries(): readonly DeliveryRecord[] {
    return this.#journal.list();
  }

  /** Forgets all records and sets the counts to zero. Returns the number of records. */
  forgetDeliveries(): number {
    return this.#journal.clear();
  }

  status() {
    const counts = this.#journal.counts();
    return {
      url: this.#url,
      ...this.#outbox.counts(),
      classin: { ...counts.classin, ...this.#senders.classin.counts() },
      "tencent-im": { ...counts["tencent-im"], ...this.#senders["tencent-im"].counts() },
    };
  }

  /** Drops everything that waits, and how the next events would be sent. */
  clearQueue(): void {
    this.#outbox.clear();
    this.#outbox.overrides.clear();
  }

  /** Resolves when nothing is delayed, queued or in flight. Does not wait for events that wait for later ones. */
  settled(): Promise<void> {
    return this.#outbox.settled();
  }

  async close(): Promise<void> {
    this.#outbox.clear();
    await this.#poster.close();
    this.#timers.cancelAll();
  }

  #method<Name extends EventName>(name: Name): (input: InputOf<Name>) => readonly DeliveryRecord[] {
    return (input) => this.trigger(name, input);
  }

  #submit(message: WebhookMessage, delivery: Delivery): readonly DeliveryRecord[] {
    return this.#outbox.submit(message, this.#url === null ? { lost: true } : delivery);
  }

  #source() {
    const { clock } = this.#world;
    const { classin, tencentIm } = this.#accounts;
    return {
      classin: { clock, sid: classin.sid, secret: this.#secret, settings: this.settings },
      tencentIm: { clock, sdkAppId: tencentIm.sdkAppId, token: this.#token, settings: this.settings },
    };
  }

  #eventContext(submit: (message: WebhookMessage) => void): EventContext {
    const source = this.#source();
    return {
      world: this.#world,
      sid: this.#accounts.classin.sid,
      admin: this.#accounts.tencentIm.admin,
      changedMemberField: this.settings.tencentIm.changedMemberField,
      classin: (event) => submit(classinMessage(event, source.classin)),
      tencentIm: (event) => submit(tencentMessage(event, source.tencentIm)),
    };
  }
}

const withoutUndefined = (given: object | undefined) =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined));
