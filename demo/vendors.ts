import { SIMULATOR_ACCOUNTS } from "../src/simulator/accounts.js";

/** Takes what a shell may have been set up with for production: there is nobody to issue tokens here. */
export const WITHOUT_ACCESS_CONTROL: Readonly<Record<string, string>> = {
  HOST: "",
  ROUTER_SECRETS: "",
  JWT_JWKS_URL: "",
  JWT_PUBLIC_KEY: "",
  JWT_ISSUER: "",
  JWT_AUDIENCE: "",
};

/**
 * What points the server at the simulator: its address, and the dummy credentials it accepts. What is stored is kept apart, so
 * that nothing that was begun for a simulated school goes on at a real one, or the other way round.
 */
export function simulatedVendors(simulatorUrl: string): Record<string, string> {
  const { classin, tencentIm } = SIMULATOR_ACCOUNTS;
  return {
    NODE_ENV: "development",
    // Nobody balances load here, so a stop need not wait to be noticed.
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
