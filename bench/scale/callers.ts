import { asGateway, tokenOf } from "../../test/support/access.js";

/** What a request carries that comes from one caller. */
export type Headers = Readonly<Record<string, string>>;

export const headersOf = async (caller: string): Promise<Headers> =>
  asGateway(await tokenOf(caller, "read", "write", "bulk"));
