import "server-only";
import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * What an address may be used for. `never`: link-local and metadata services, "this host", multicast, reserved and
 * documentation networks; `private`: loopback, private and shared networks; `public`: the rest.
 */
export type AddressKind = "public" | "private" | "never";

type Net = readonly [address: string, prefix: number];

const blockList = (nets4: readonly Net[], nets6: readonly Net[]): BlockList => {
  const list = new BlockList();
  for (const [address, prefix] of nets4) list.addSubnet(address, prefix, "ipv4");
  for (const [address, prefix] of nets6) list.addSubnet(address, prefix, "ipv6");
  return list;
};

/** IANA's registries of special-purpose addresses, and the metadata services that clouds put outside link-local. */
const NEVER = blockList(
  [
    ["0.0.0.0", 8],
    ["100.100.100.200", 32],
    ["169.254.0.0", 16],
    ["168.63.129.16", 32],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ],
  [
    ["::", 128],
    ["fe80::", 10],
    ["fec0::", 10],
    ["fd00:ec2::", 32],
    ["fd20:ce::", 64],
    ["ff00::", 8],
    ["100::", 64],
    ["2001:db8::", 32],
    ["2001::", 23],
  ],
);

const PRIVATE = blockList(
  [
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
  ],
  [
    ["::1", 128],
    ["fc00::", 7],
  ],
);

/** Prefixes of IPv6 that carry an IPv4 address, and the 16-bit group at which it begins. */
const EMBEDDING: readonly { list: BlockList; group: number }[] = [
  { list: blockList([], [["::ffff:0:0", 96]]), group: 6 },
  { list: blockList([], [["::ffff:0:0:0", 96]]), group: 6 },
  { list: blockList([], [["64:ff9b::", 96]]), group: 6 },
  { list: blockList([], [["64:ff9b:1::", 48]]), group: 6 },
  { list: blockList([], [["2002::", 16]]), group: 1 },
  { list: blockList([], [["::", 96]]), group: 6 },
];

/** Kind of a literal address; an IPv4 address inside an IPv6 one counts as what it is. Anything else is `never`. */
export function addressKind(address: string): AddressKind {
  if (isIPv4(address)) return kindIn(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return "never";
  const own = kindIn(address, "ipv6");
  const embedding = EMBEDDING.find(({ list }) => list.check(address, "ipv6"));
  if (own !== "public" || embedding === undefined) return own;
  return kindIn(embeddedIPv4(address, embedding.group), "ipv4");
}

function kindIn(address: string, family: "ipv4" | "ipv6"): AddressKind {
  if (NEVER.check(address, family)) return "never";
  return PRIVATE.check(address, family) ? "private" : "public";
}

function embeddedIPv4(address: string, group: number): string {
  // The URL parser writes every IPv6 address in one form, without dotted parts.
  const [before = "", after] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after === undefined || after === "" ? [] : after.split(":");
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => "0"), ...right];
  const [high, low] = [Number.parseInt(groups[group] ?? "0", 16), Number.parseInt(groups[group + 1] ?? "0", 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
