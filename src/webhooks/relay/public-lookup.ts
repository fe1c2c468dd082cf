import { type LookupAddress, type LookupAllOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./addresses.js";

/** The error code of a connection to an address that is not public. */
export const ADDRESS_REFUSED = "ADDRESS_REFUSED";

export const addressRefused = (): Error =>
  Object.assign(new Error("The host has no public address."), { code: ADDRESS_REFUSED });

type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Finds only public addresses of a host. A connection uses exactly these, so an answer of DNS that changes afterwards
 * changes nothing.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = allowed;
      if (first === undefined) return callback(addressRefused(), []);
      if (options.all === true) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}
