import { z } from "zod";
import type { TencentImSettings } from "../school/settings.js";
import { TENCENT_IM_BACKUP_HOSTS, TENCENT_IM_HOSTS, type TencentImRegion } from "../tencent-im/regions.js";
import { type Env, isSet, listOf, secret } from "./fields.js";
import { callsPerSecond, commandRates } from "./rates.js";
import { vendorUrl } from "./vendor-url.js";

const REGIONS = Object.keys(TENCENT_IM_HOSTS) as [TencentImRegion, ...TencentImRegion[]];
const ORIGINS: ReadonlySet<string> = new Set([
  ...Object.values(TENCENT_IM_HOSTS),
  ...TENCENT_IM_BACKUP_HOSTS,
]);

const customKeys = (max: number) =>
  z
    .string()
    .default("")
    .transform(listOf)
    .refine(
      (keys) => keys.every((key) => /^[A-Za-z0-9_]{1,16}$/.test(key)),
      "must hold keys of 1 to 16 letters, digits or _",
    )
    .refine((keys) => keys.length <= max, `must hold at most ${max} keys`);

export const TENCENT_IM_VARIABLES = {
  TENCENT_IM_REGION: z
    .preprocess(
      (name) => (typeof name === "string" ? name.toLowerCase().replace(/[ _]/g, "-") : name),
      z.enum(REGIONS, `must be one of ${REGIONS.join(", ")}`),
    )
    .optional()
    .describe(
      `Region in which the app was created: ${REGIONS.join(", ")}. Not needed if TENCENT_IM_URL is set.`,
    ),
  TENCENT_IM_URL: vendorUrl(ORIGINS)
    .optional()
    .describe("Overrides the region's host: a vendor's backup host, or the simulator."),
  TENCENT_IM_SDK_APP_ID: z.coerce
    .number("is required, a whole number")
    .int("must be whole")
    .positive()
    .max(2 ** 32 - 1)
    .describe("The app's SDKAppID."),
  TENCENT_IM_SECRET_KEY: secret().describe("The app's secret key, as the console shows it."),
  TENCENT_IM_ADMIN: z
    .string("is required")
    .regex(/^[A-Za-z0-9_-]{1,32}$/, "must be 1 to 32 letters, digits, _ or -")
    .describe("User id of an app administrator. All calls are made as this user."),
  TENCENT_IM_CALLS_PER_SECOND: callsPerSecond(200).describe(
    "Maximum calls of one command in any second. The vendor's limit is 200.",
  ),
  TENCENT_IM_COMMAND_RATES: commandRates().describe(
    "Higher limits that the school bought for single commands, such as `get_group_info=500,get_role_in_group=300`.",
  ),
  TENCENT_IM_GROUP_CUSTOM_KEYS: customKeys(10).describe(
    "Comma-separated keys of groups' custom fields to read. Unset: `Group.customFields` is null.",
  ),
  TENCENT_IM_MEMBER_CUSTOM_KEYS: customKeys(5).describe(
    "Comma-separated keys of members' custom fields to read. Unset: all that the vendor sends.",
  ),
};

export const regionProblems = (env: Env): string[] =>
  isSet(env.TENCENT_IM_REGION) || isSet(env.TENCENT_IM_URL)
    ? []
    : ["TENCENT_IM_REGION is required, unless TENCENT_IM_URL is set"];

export const tencentImSettings = (
  env: z.output<z.ZodObject<typeof TENCENT_IM_VARIABLES>>,
): TencentImSettings => ({
  url: env.TENCENT_IM_URL ?? TENCENT_IM_HOSTS[env.TENCENT_IM_REGION ?? "china"],
  sdkAppId: env.TENCENT_IM_SDK_APP_ID,
  secretKey: env.TENCENT_IM_SECRET_KEY,
  admin: env.TENCENT_IM_ADMIN,
  callsPerSecond: env.TENCENT_IM_CALLS_PER_SECOND,
  commandRates: env.TENCENT_IM_COMMAND_RATES,
  groupCustomKeys: env.TENCENT_IM_GROUP_CUSTOM_KEYS,
  memberCustomKeys: env.TENCENT_IM_MEMBER_CUSTOM_KEYS,
});
