import { SIMULATOR_ACCOUNTS } from "../src/simulator/accounts.js";

/** Clears production settings that the shell may contain: the demo has no token issuer. */
export const WITHOUT_ACCESS_CONTROL: Readonly<Record<string, string>> = {
  HOST: "",
  ROUTER_SECRETS: "",
  JWT_JWKS_URL: "",
  JWT_PUBLIC_KEY: "",
  JWT_ISSUER: "",
  JWT_AUDIENCE: "",
};

/**
 * Points the server at the simulator: its address and its dummy credentials. The data directory is separate, so that work
 * begun with simulated vendors never continues with real ones, or the reverse.
 */
export function simulatedVendors(simulatorUrl: string): Record<string, string> {
  const { classin, tencentIm } = SIMULATOR_ACCOUNTS;
  return {
    NODE_ENV: "development",
    // There is no load balancer that must notice a stop.
    DRAIN_SECONDS: "0",
    DATABASE_URL: "",
    DATA_DIR: process.env["DATA_DIR"] ?? ".data/simulated",
    CLASSIN_URL: simulatorUrl,
    CLASSIN_SID: classin.sid,
    CLASSIN_SECRET: classin.secret,
    TENCENT_IM_URL: simulatorUrl,
    TENCENT_IM_SDK_APP_ID: tencentIm.sdkAppId.toString(),
    TENCENT_IM_SECRET_KEY: tencentIm.secretKey,
    TENCENT_IM_ADMIN: tencentIm.admin,
    TENCENT_IM_GROUP_CUSTOM_KEYS: "term,room",
    TENCENT_IM_MEMBER_CUSTOM_KEYS: "seat,parent_phone",
  };
}

/** Both sides sign webhooks with these. They also clear production settings that the shell may contain. */
export const SIMULATED_WEBHOOKS: Readonly<Record<string, string>> = {
  WEBHOOKS_HOST: "127.0.0.1",
  TENCENT_IM_WEBHOOK_TOKEN: "simulator-webhook-token",
  CLASSIN_PUSH_SECRET: "",
  WEBHOOKS_RELAY_URLS: "",
  WEBHOOKS_RELAY_SECRET: "",
};
