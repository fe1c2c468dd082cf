/** The credentials that the simulator accepts. They are dummies that work nowhere else. */
export interface Accounts {
  readonly classin: { readonly sid: string; readonly secret: string };
  readonly tencentIm: { readonly sdkAppId: number; readonly secretKey: string; readonly admin: string };
}

export const SIMULATOR_ACCOUNTS: Accounts = {
  classin: { sid: "1234567", secret: "simulator-classin-secret" },
  tencentIm: {
    sdkAppId: 1400000001,
    secretKey: "local-test-secret-key-0123456789abcdef",
    admin: "administrator",
  },
};
