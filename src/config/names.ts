import { z } from "zod";
import type { NameSettings } from "../school/settings.js";

const FORM = /^([01]\d|2[0-3]):([0-5]\d)(?: ([A-Za-z0-9_+/-]{1,64}))?$/;

/** Only the runtime knows the zones. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const NAME_VARIABLES = {
  NAMES_RECONCILE_AT: z
    .string()
    .default("03:30")
    .transform((text, context): NameSettings["reconcileAt"] => {
      const [, hours, minutes, zone = "UTC"] = FORM.exec(text) ?? [];
      if (hours !== undefined && minutes !== undefined && isZone(zone))
        return { minutes: Number(hours) * 60 + Number(minutes), zone };
      context.addIssue({
        code: "custom",
        message: "must be a time with an optional time zone, such as 03:30 or 03:30 Asia/Shanghai",
      });
      return z.NEVER;
    })
    .describe(
      "When the names of all kept courses are compared once a day: HH:MM in UTC, or with a time zone, such as `03:30 Asia/Shanghai`. Without webhooks, names are kept only then.",
    ),
};

export const nameSettings = (env: z.output<z.ZodObject<typeof NAME_VARIABLES>>): NameSettings => ({
  reconcileAt: env.NAMES_RECONCILE_AT,
});
