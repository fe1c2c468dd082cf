import type { Accounts } from "../accounts.js";
import type { World } from "../world.js";
import { classinMessage, type ClassInSource } from "./classin-message.js";
import type { EventContext } from "./event.js";
import type { WebhookMessage } from "./message.js";
import type { WebhookOptions } from "./options.js";
import type { WebhookSettings } from "./settings.js";
import { tencentMessage, type TencentSource } from "./tencent-message.js";

/** What both vendors need to write and sign their messages. */
export interface MessageSources {
  readonly classin: ClassInSource;
  readonly tencentIm: TencentSource;
}

export function messageSources(
  { clock }: World,
  accounts: Accounts,
  { classinSecret, tencentToken }: WebhookOptions,
  settings: WebhookSettings,
): MessageSources {
  const { sid, secret } = accounts.classin;
  const { sdkAppId } = accounts.tencentIm;
  return {
    classin: { clock, sid, secret: classinSecret ?? secret, settings },
    tencentIm: { clock, sdkAppId, token: tencentToken ?? null, settings },
  };
}

/** The context in which an event happens. Its messages go to `submit`. */
export const eventContext = (
  world: World,
  accounts: Accounts,
  sources: MessageSources,
  submit: (message: WebhookMessage) => void,
): EventContext => ({
  world,
  sid: accounts.classin.sid,
  admin: accounts.tencentIm.admin,
  settings: sources.classin.settings,
  classin: (event) => submit(classinMessage(event, sources.classin)),
  tencentIm: (event) => submit(tencentMessage(event, sources.tencentIm)),
});
