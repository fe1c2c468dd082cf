import { asGateway, tokenOf } from "../../test/support/access.js";

/** The headers of one caller's requests. */
export type Headers = Readonly<Record<string, string>>;

export const headersOf = async (caller: string): Promise<Headers> =>
  asGateway(await tokenOf(caller, "read", "write", "bulk"));
