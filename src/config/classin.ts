import { z } from "zod";
import type { ClassinSettings } from "../school/settings.js";
import { secret } from "./fields.js";
import { callsPerSecond } from "./rates.js";
import { vendorUrl } from "./vendor-url.js";

const ORIGINS: ReadonlySet<string> = new Set(["https://api.eeo.cn"]);

export const CLASSIN_VARIABLES = {
  CLASSIN_URL: vendorUrl(ORIGINS).default("https://api.eeo.cn").describe("ClassIn, or the simulator."),
  CLASSIN_SID: z
    .string("is required")
    .regex(/^\d{1,20}$/, "must be the institution number, digits only")
    .describe("The institution number that ClassIn issued with the secret."),
  CLASSIN_SECRET: secret().describe("The secret that ClassIn issued with the SID."),
  CLASSIN_CALLS_PER_SECOND: callsPerSecond(20).describe(
    "Maximum calls to ClassIn in any second. ClassIn publishes no limit: ask for yours.",
  ),
};

export const classinSettings = (env: z.output<z.ZodObject<typeof CLASSIN_VARIABLES>>): ClassinSettings => ({
  url: env.CLASSIN_URL,
  sid: env.CLASSIN_SID,
  secret: env.CLASSIN_SECRET,
  callsPerSecond: env.CLASSIN_CALLS_PER_SECOND,
});
