import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../src/webhooks/relay/addresses.js";
import { ADDRESS_REFUSED, publicLookup } from "../../src/webhooks/relay/public-lookup.js";

test.for([
  ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
  ["private", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"],
  ["link-local", "169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"],
  ["shared by carriers", "100.64.0.1", "100.127.255.255"],
  ["multicast", "224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
  ["unspecified", "0.0.0.0", "0.1.2.3", "::"],
  ["broadcast and reserved", "255.255.255.255", "240.0.0.1"],
  [
    "IPv4-mapped",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:10.0.0.1",
    "::127.0.0.1",
  ],
  ["NAT64", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1"],
  ["6to4 and Teredo", "2002:7f00:1::1", "2001::1", "2001:0:4136:e378::1"],
  [
    "for documentation and tests",
    "192.0.2.1",
    "198.51.100.7",
    "203.0.113.9",
    "198.18.0.1",
    "2001:db8::1",
    "3fff::1",
  ],
  ["site-local and discard", "fec0::1", "100::1"],
  ["not an address", "", "localhost", "1.2.3", "1.2.3.4.5", "g::1", "127.1"],
])("an address is not public: %s", ([, ...addresses]) => {
  expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
});

test("public addresses are public", () => {
  const addresses = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.167.255.255", "223.255.255.255"];
  const ipv6 = ["2606:4700:4700::1111", "2400:3200::1", "2a00:1450:4001::200e"];
  expect([...addresses, ...ipv6].filter((address) => !isPublicAddress(address))).toEqual([]);
});

test("no spelling of a private IPv4 address in IPv6 is public", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.constantFrom(10, 127), octet, octet, octet, (a, b, c, d) => {
      const dotted = `${a}.${b}.${c}.${d}`;
      const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
      expect(isIPv4(dotted)).toBe(true);
      for (const address of [
        `::ffff:${dotted}`,
        `::${dotted}`,
        `::ffff:${hex}`,
        `64:ff9b::${hex}`,
        `2002:${hex}::1`,
      ]) {
        expect(isIPv6(address)).toBe(true);
        expect(isPublicAddress(address)).toBe(false);
      }
    }),
  );
});

describe("looking up a host", () => {
  const found = (addresses: readonly string[], all: boolean) =>
    new Promise((resolve) => {
      const lookup = publicLookup((_host, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
        ),
      );
      lookup("hooks.example", { all }, (error, address, family) =>
        resolve(error === null ? { address, family } : { code: error.code }),
      );
    });

  test("finds only its public addresses, so an answer of DNS that changes reaches nothing private", async () => {
    expect(await found(["10.0.0.1", "8.8.8.8", "::1"], true)).toMatchObject({
      address: [{ address: "8.8.8.8", family: 4 }],
    });
    expect(await found(["10.0.0.1", "2606:4700::1"], false)).toEqual({ address: "2606:4700::1", family: 6 });
  });

  test("fails if there is none", async () => {
    expect(await found(["10.0.0.1", "fe80::1"], true)).toEqual({ code: ADDRESS_REFUSED });
    expect(await found([], false)).toEqual({ code: ADDRESS_REFUSED });
  });
});
