/** A message that a vendor sent us, as its own folder reads it. */
export interface VendorMessage {
  readonly vendor: "classin" | "tencent-im";
  /** Whether it was signed with the school's secret. Only such messages are acted on. */
  readonly verified: boolean;
  /** The same if the vendor sends the message again. At most 100 characters. */
  readonly key: string;
  /** The vendor's own name of the event. At most 100 characters. */
  readonly command: string;
  readonly groupId: string | null;
  readonly courseId: string | null;
  /** The vendor's own time. */
  readonly occurredAt: Date | null;
  /** The body as it arrived, without credentials. */
  readonly body: string;
}
