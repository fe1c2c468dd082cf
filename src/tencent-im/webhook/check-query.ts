import { createHash, timingSafeEqual } from "node:crypto";

/** The query of a webhook's URL. A parameter that is sent twice is a list. */
export type WebhookQuery = Readonly<Record<string, unknown>>;

/** What the events of the app are checked against. */
export interface WebhookCredentials {
  readonly sdkAppId: number;
  readonly token: string;
}

/** Why events are refused. The doctor tells them apart. */
export const OTHER_APP = "SdkAppid is not this server's app";
export const UNSIGNED = "Sign or RequestTime is missing: turn on authentication in the console";
export const NO_TOKEN = "this server has no TENCENT_IM_WEBHOOK_TOKEN";

/** The vendor's page tells receivers to refuse older requests, as they may be replayed. */
const WINDOW_S = 60;

/**
 * Checks who sent an event, before its body is read. Null if it is from the app's own console; else why it is refused. The
 * signature does not cover the body.
 */
export function refusalOf(
  query: WebhookQuery,
  { sdkAppId, token }: WebhookCredentials,
  now: Date,
): string | null {
  const { SdkAppid: appId, Sign: sign, RequestTime: requestTime } = query;
  if (appId !== String(sdkAppId)) return OTHER_APP;
  if (typeof sign !== "string" || typeof requestTime !== "string" || !/^\d{1,12}$/.test(requestTime))
    return UNSIGNED;
  const expected = createHash("sha256")
    .update(token + requestTime, "utf8")
    .digest();
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(sign) ? sign : "", "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return "Sign does not match: compare the token with the console's";
  const ageS = now.getTime() / 1000 - Number(requestTime);
  // The request's time has whole seconds.
  if (ageS > WINDOW_S + 1 || ageS < -WINDOW_S)
    return "RequestTime is more than a minute off this server's clock";
  return null;
}
