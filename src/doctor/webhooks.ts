import type { Result } from "../result.js";
import { NO_TOKEN, OTHER_APP, UNSIGNED } from "../tencent-im/webhook/check-query.js";
import type { JsonAnswer } from "../vendor/answer.js";
import type { Clock } from "../vendor/clock.js";
import { Fields } from "../vendor/fields.js";
import { connect } from "../vendor/send.js";
import type { SendFailure } from "../vendor/send.js";
import { withTimeout } from "../vendor/timeout.js";
import type { WebhookSettings } from "../webhooks/settings.js";
import { type CheckResult, fine, problem, skipped } from "./finding.js";
import { unreachable } from "./unreachable.js";

/** ClassIn documents no limit. Tencent IM waits two seconds. */
const ANSWER_WITHIN_MS = 5_000;

/** What the checks of both vendors' webhooks need. */
export interface WebhookCheck {
  readonly settings: WebhookSettings | null;
  /** The public URL of the listener, without `/classin` or `/tencent-im`. Null: not given. */
  readonly publicUrl: URL | null;
  readonly sdkAppId: number;
  readonly clock: Clock;
}

/**
 * Sends a message without a signature to the listener's public URL, as anyone on the internet can. The server stores it as
 * UNVERIFIED, acts on nothing in it, and acknowledges it.
 */
export async function checkClassinWebhooks(check: WebhookCheck): Promise<CheckResult> {
  const url = urlToAsk(check, "classin");
  if (!(url instanceof URL)) return url;
  const answer = await post(url, { Cmd: "Test", Msg: "Sent by npm run doctor" }, check.clock);
  if (!answer.ok) return unreachable(`${url.href} gave no acknowledgement`, answer.error);
  const { status, json } = answer.value;
  const errno = fieldsOf(fieldsOf(json)?.sent("error_info"))?.sent("errno");
  if (errno === 1 && status === 200) return fine(`${url.href} acknowledges messages.`);
  if (errno === 0 && status === 503)
    return problem(
      `The listener behind ${url.href} answers, but its store does not accept messages.`,
      "See the store above, and the server's log.",
    );
  return notTheListener(url, status);
}

/** Sends an event without a signature, which the listener refuses before it reads it. */
export async function checkTencentWebhooks(check: WebhookCheck): Promise<CheckResult> {
  const url = urlToAsk(check, "tencent-im");
  if (!(url instanceof URL)) return url;
  if (check.settings?.tencentToken === undefined)
    return skipped("TENCENT_IM_WEBHOOK_TOKEN is not set, so Tencent IM's events are refused.");
  const asked = new URL(url);
  asked.search = new URLSearchParams({ SdkAppid: String(check.sdkAppId), contenttype: "json" }).toString();
  const answer = await post(asked, { CallbackCommand: "Doctor" }, check.clock);
  if (!answer.ok) return unreachable(`${url.href} gave no answer of the listener`, answer.error);
  const { status, json } = answer.value;
  switch (fieldsOf(json)?.sent("ErrorInfo")) {
    case UNSIGNED:
      return fine(`${url.href} receives events, and refuses those without a signature.`);
    case OTHER_APP:
      return problem(
        `The server behind ${url.href} is for another app than TENCENT_IM_SDK_APP_ID.`,
        "Let the URL lead to the server of this school.",
      );
    case NO_TOKEN:
      return problem(
        `The server behind ${url.href} runs without TENCENT_IM_WEBHOOK_TOKEN and refuses all events.`,
        "Restart it with the variable.",
      );
    default:
      return notTheListener(url, status);
  }
}

function urlToAsk({ settings, publicUrl }: WebhookCheck, path: string): URL | CheckResult {
  if (publicUrl === null && settings === null) return skipped("Webhooks are not received.");
  if (publicUrl === null) return skipped("Give the listener's public URL with --webhooks-url to check it.");
  if (settings === null)
    return problem(
      "The listener is off: none of the variables that turn it on is set.",
      "Set WEBHOOKS_PORT or TENCENT_IM_WEBHOOK_TOKEN (docs/webhooks.md).",
    );
  return new URL(`${publicUrl.href.replace(/\/$/, "")}/${path}`);
}

async function post(url: URL, body: unknown, clock: Clock): Promise<Result<JsonAnswer, SendFailure>> {
  const host = connect(url.origin);
  const request = {
    path: url.pathname + url.search,
    contentType: "application/json",
    body: JSON.stringify(body),
  };
  try {
    return await withTimeout(clock, ANSWER_WITHIN_MS, (attempt) => host.post(request, attempt));
  } finally {
    await host.close();
  }
}

const fieldsOf = (json: unknown): Fields | null => Fields.of(json, () => undefined);

const notTheListener = (url: URL, status: number): CheckResult =>
  problem(
    `Something else than the listener answers at ${url.href} (HTTP status ${status}).`,
    "Let the proxy pass this path to WEBHOOKS_PORT, without bot filters, captchas and redirects (docs/webhooks.md).",
  );
