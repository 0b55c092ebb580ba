import { spawnSync } from "node:child_process";
import { ip } from "./namespaces";
import type { Site, Wire } from "./namespaces";

/** The device's own address, which nobody on the other side of the NAT can reach. */
export const OWN_ADDRESS = "192.168.77.2";
const ROUTER_INSIDE = "192.168.77.1";

/** Behind a router that gives every stream a port of its own, so that only what really traverses a NAT gets through. */
const rules = (address: string): string => `table ip nat {
  chain out {
    type nat hook postrouting priority 100
    oifname "wire" ip protocol udp snat to ${address}:30000-39999 random
  }
}
`;

/** Three namespaces: the cloud, a router with a public address, and the device behind it. */
export function layNattedWire(name: string, cloud: Omit<Site, "namespace">, device: Omit<Site, "namespace">): Wire {
  const prefix = `vpn${process.pid}${name}`;
  const [outer, router, inner] = [`${prefix}-cloud`, `${prefix}-nat`, `${prefix}-device`];
  const all = [outer, router, inner];
  const remove = (): void => {
    for (const namespace of all) spawnSync("ip", ["netns", "del", namespace]);
  };
  const link = (from: string, to: string, wire: string): void =>
    ip("link", "add", wire, "netns", from, "type", "veth", "peer", "name", wire, "netns", to);
  try {
    for (const namespace of all) ip("netns", "add", namespace);
    link(outer, router, "wire");
    link(router, inner, "inside");
    ip("-n", outer, "address", "add", cloud.outside, "peer", device.outside, "dev", "wire");
    ip("-n", router, "address", "add", device.outside, "peer", cloud.outside, "dev", "wire");
    ip("-n", router, "address", "add", `${ROUTER_INSIDE}/24`, "dev", "inside");
    ip("-n", inner, "address", "add", `${OWN_ADDRESS}/24`, "dev", "inside");
    ip("-n", outer, "address", "add", `${cloud.inside}/32`, "dev", "lo");
    ip("-n", inner, "address", "add", `${device.inside}/32`, "dev", "lo");
    for (const [namespace, ...links] of [
      [outer, "lo", "wire"],
      [router, "lo", "wire", "inside"],
      [inner, "lo", "inside"],
    ] as const)
      for (const each of links) ip("-n", namespace, "link", "set", each, "up");
    ip("-n", inner, "route", "add", cloud.outside, "via", ROUTER_INSIDE);
    must(["ip", "netns", "exec", router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"]);
    must(["ip", "netns", "exec", router, "nft", "-f", "-"], rules(device.outside));
  } catch (error) {
    remove();
    throw error;
  }
  return { cloud: { ...cloud, namespace: outer }, device: { ...device, namespace: inner }, remove };
}

function must([command = "", ...args]: readonly string[], input = ""): void {
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8", input });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}
