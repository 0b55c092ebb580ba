import { spawnSync } from "node:child_process";

/** One command of iproute2, which has to succeed. */
export function ip(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr.trim()}`);
}

export interface Site {
  readonly namespace: string;
  /** On the wire between the two. */
  readonly outside: string;
  /** Behind the site; it stands for its network. */
  readonly inside: string;
}

export interface Wire {
  readonly cloud: Site;
  readonly device: Site;
  readonly remove: () => void;
}

/** Two network namespaces with a wire between them, each with an address on it and one behind it. */
export function layWire(name: string, cloud: Omit<Site, "namespace">, device: Omit<Site, "namespace">): Wire {
  const prefix = `vpn${process.pid}${name}`;
  const sites = {
    cloud: { ...cloud, namespace: `${prefix}-cloud` },
    device: { ...device, namespace: `${prefix}-device` },
  };
  const pairs = [
    [sites.cloud, sites.device],
    [sites.device, sites.cloud],
  ] as const;
  const remove = (): void => {
    // The wire goes with its namespaces.
    for (const [{ namespace }] of pairs) spawnSync("ip", ["netns", "del", namespace]);
  };
  try {
    for (const [{ namespace }] of pairs) ip("netns", "add", namespace);
    ip(
      "link",
      "add",
      "wire",
      "netns",
      sites.cloud.namespace,
      "type",
      "veth",
      "peer",
      "name",
      "wire",
      "netns",
      sites.device.namespace,
    );
    for (const [site, other] of pairs) {
      ip("-n", site.namespace, "address", "add", site.outside, "peer", other.outside, "dev", "wire");
      ip("-n", site.namespace, "address", "add", `${site.inside}/32`, "dev", "lo");
      for (const link of ["lo", "wire"]) ip("-n", site.namespace, "link", "set", link, "up");
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { ...sites, remove };
}

/** Whether a packet from behind one site reaches what is behind the other. */
export function canPing(from: Site, to: Site): boolean {
  const command = ["netns", "exec", from.namespace, "ping", "-c", "1", "-W", "2", "-I", from.inside, to.inside];
  return spawnSync("ip", command).status === 0;
}
