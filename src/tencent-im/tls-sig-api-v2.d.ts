/** The package has no types. This declares the part that is used here. */
declare module "tls-sig-api-v2" {
  class Api {
    constructor(sdkAppId: number, secretKey: string);
    /** A UserSig that is valid for `expireSeconds` from now, by the system clock. */
    genUserSig(identifier: string, expireSeconds: number): string;
  }
  const TLSSigAPIv2: { Api: typeof Api };
  export default TLSSigAPIv2;
}
