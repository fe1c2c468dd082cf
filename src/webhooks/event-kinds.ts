import { PUSH_COMMANDS } from "../classin/push/commands.js";
import { WEBHOOK_COMMANDS } from "../tencent-im/webhook/commands.js";
import { NAME_DISPUTE } from "./name-dispute.js";

/** What an event reports. */
export type VendorEventKind =
  | keyof typeof PUSH_COMMANDS
  | keyof typeof WEBHOOK_COMMANDS
  | keyof typeof OWN_NOTES
  /** It did not verify, so nothing in it can be believed. */
  | "UNVERIFIED"
  | "OTHER";

/** What this server notes by itself, among what is about Tencent IM. */
const OWN_NOTES = { NAME_DISPUTE } as const;

/** The vendor and its own name of an event. */
export interface EventName {
  readonly vendor: "classin" | "tencent-im";
  readonly command: string;
}

const namesOf = (vendor: EventName["vendor"], commands: Readonly<Record<string, string>>) =>
  Object.entries(commands).map(([kind, command]) => [kind as VendorEventKind, { vendor, command }] as const);

/** The name of each kind that has one. */
export const EVENT_NAMES: ReadonlyMap<VendorEventKind, EventName> = new Map([
  ...namesOf("classin", PUSH_COMMANDS),
  ...namesOf("tencent-im", WEBHOOK_COMMANDS),
  ...namesOf("tencent-im", OWN_NOTES),
]);

const keyOf = ({ vendor, command }: EventName): string => `${vendor} ${command}`;
const KINDS = new Map([...EVENT_NAMES].map(([kind, name]) => [keyOf(name), kind]));

export const kindOf = (event: EventName & { readonly verified: boolean }): VendorEventKind =>
  event.verified ? (KINDS.get(keyOf(event)) ?? "OTHER") : "UNVERIFIED";
