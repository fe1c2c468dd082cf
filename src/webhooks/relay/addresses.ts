import { BlockList, isIP } from "node:net";

/** IPv4 networks that are not part of the public internet. Source: IANA's registry of special-purpose addresses. */
const PRIVATE_IPV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/** The only IPv6 network with public hosts. Loopback, mapped, NAT64, private, link-local and multicast are outside of it. */
const PUBLIC_IPV6 = ["2000::", 3] as const;
/** Its parts that are not public: protocols such as Teredo, documentation, and 6to4, which leads to any IPv4 address. */
const PRIVATE_IPV6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const privateNetworks = new BlockList();
for (const [network, bits] of PRIVATE_IPV4) privateNetworks.addSubnet(network, bits, "ipv4");
for (const [network, bits] of PRIVATE_IPV6) privateNetworks.addSubnet(network, bits, "ipv6");
const publicIpv6 = new BlockList();
publicIpv6.addSubnet(...PUBLIC_IPV6, "ipv6");

/** Whether an IP address belongs to a host of the public internet. False for anything that is not an IP address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !privateNetworks.check(address, "ipv4");
  // An address with a zone, such as fe80::1%eth0, is local to a link.
  if (version !== 6 || address.includes("%")) return false;
  return publicIpv6.check(address, "ipv6") && !privateNetworks.check(address, "ipv6");
}
