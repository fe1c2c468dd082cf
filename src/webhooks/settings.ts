import type { Secret } from "../telemetry/secret.js";

/** Where the vendors' webhooks arrive, and who else gets them. */
export interface WebhookSettings {
  readonly host: string;
  readonly port: number;
  /** The secret behind the SafeKey of ClassIn's messages. */
  readonly classinSecret: Secret;
  /** The token behind the Sign of Tencent IM's events. Undefined: they are not received. */
  readonly tencentToken: Secret | undefined;
  readonly relay: RelaySettings;
}

/** Who else gets the messages. */
export interface RelaySettings {
  readonly urls: readonly URL[];
  /** Signs the relayed messages (Standard Webhooks). Defined if there are URLs. */
  readonly secret: Secret | undefined;
  /** Hosts that may have a loopback or private address. */
  readonly privateHosts: readonly string[];
}
