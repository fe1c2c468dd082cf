import type { z } from "zod";
import type { ReadAges } from "../tencent-im/kept-reads/ages.js";
import { wholeNumber } from "./fields.js";

const MAX_AGE_SECONDS = 86_400;

export const READ_VARIABLES = {
  READ_MAX_AGE_SECONDS: wholeNumber(0, MAX_AGE_SECONDS, 5).describe(
    "How old, in seconds, the answer to a read of Tencent IM may be. Requests then share vendor calls. 0: every read asks the vendor. The request header `cache-control: no-cache` always does.",
  ),
  READ_MAX_AGE_WITH_WEBHOOKS_SECONDS: wholeNumber(0, MAX_AGE_SECONDS, 300).describe(
    "The same for what Tencent IM's webhooks announce: members, roles, name cards, and a group's name, texts, picture and owner. It applies once an event of Tencent IM has come, for a week, if `READ_MAX_AGE_SECONDS` is not 0.",
  ),
};

export const readAges = (
  env: z.output<z.ZodObject<typeof READ_VARIABLES>>,
  hasWebhooks: boolean,
): ReadAges => {
  const shortMs = env.READ_MAX_AGE_SECONDS * 1000;
  const announcedMs = Math.max(shortMs, env.READ_MAX_AGE_WITH_WEBHOOKS_SECONDS * 1000);
  return { shortMs, announcedMs: hasWebhooks && shortMs > 0 ? announcedMs : shortMs };
};
