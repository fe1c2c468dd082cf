import { SIMULATOR_ACCOUNTS } from "../src/simulator/accounts.js";

/** What points the server at the simulator: its address, and the dummy credentials it accepts. */
export function simulatedVendors(simulatorUrl: string): Record<string, string> {
  const { classin, tencentIm } = SIMULATOR_ACCOUNTS;
  return {
    NODE_ENV: "development",
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
