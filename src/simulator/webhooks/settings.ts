import { z } from "zod";

const ONE_DAY_MS = 24 * 3600 * 1000;
const duration = z.int().min(0).max(ONE_DAY_MS);

/** How Tencent IM sends events. The comments name what its documents leave open. */
const tencentIm = z.strictObject({
  /** The vendor waits 2 s and says that this cannot be changed. */
  timeoutMs: duration,
  /** A switch of the vendor's console. Off by default. Without it, no event is repeated. */
  repeatsOnTimeout: z.boolean(),
  /** The documents give neither the time until a repeat nor the number of repeats. */
  repeatMs: duration,
  maxRepeats: z.int().min(0).max(100),
  /** The documents do not say how many events are sent at once. It cannot change while the simulator runs. */
  concurrency: z.int().min(1).max(1000),
  /** `EventTime` is a number on the Chinese pages and a string in the samples of the international pages. */
  quotedEventTime: z.boolean(),
  /** The vendor's pages use both names for the member whose role or name card changed. */
  changedMemberField: z.enum(["Member_Account", "Modified_Account"]),
});

/** How ClassIn sends messages. */
const classin = z.strictObject({
  /** The time from an attempt that was not acknowledged to the next one. It applies to waits that begin later. */
  repeatMs: duration,
  /** The documents give no limit for the answer. */
  timeoutMs: duration,
  /** `TimeStamp` minus the second in which the message was created. 600 in all samples since 2023, 1 in those of 2018. */
  timeStampAheadSeconds: z.int().min(0).max(3600),
  /** Whether a repeat has a new `TimeStamp` and `SafeKey`. The documents do not say. */
  newTimeStampOnRepeat: z.boolean(),
  /**
   * The name of students in messages. The only documented sample has a masked phone number, so it may come from the
   * account and not from the school.
   */
  studentNames: z.enum(["registered", "masked-phone"]),
  /** Messages without `TimeStamp` and `SafeKey`, like many samples. */
  bareMessages: z.boolean(),
});

export interface WebhookSettings {
  tencentIm: z.output<typeof tencentIm>;
  classin: z.output<typeof classin>;
}

type PartOf<Settings> = { [Name in keyof Settings]?: Settings[Name] | undefined };
export type WebhookSettingsInput = {
  [Vendor in keyof WebhookSettings]?: PartOf<WebhookSettings[Vendor]> | undefined;
};

/** What may change while the simulator runs. */
export const partialSettings = {
  tencentIm: tencentIm.omit({ concurrency: true }).partial(),
  classin: classin.partial(),
};

export const defaultSettings = (): WebhookSettings => ({
  tencentIm: {
    timeoutMs: 2000,
    repeatsOnTimeout: false,
    repeatMs: 1000,
    maxRepeats: 3,
    concurrency: 16,
    quotedEventTime: false,
    changedMemberField: "Member_Account",
  },
  classin: {
    repeatMs: 10_000,
    timeoutMs: 10_000,
    timeStampAheadSeconds: 600,
    newTimeStampOnRepeat: false,
    studentNames: "registered",
    bareMessages: false,
  },
});
