// The order of both ends, with Pulumi's own runtime and mocked clouds. `npm run check:clouds` proves the types.
import { everyCase, fitting } from "./cases";
import { aWhile, runProgram, type Step } from "./program";

const VPN_TUNNEL = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";

const at = (steps: readonly Step[], type: RegExp, name: string, event: Step["event"]): number =>
  steps.findIndex((step) => type.test(step.type) && step.name === name && step.event === event);

const PEERS: Readonly<Record<string, RegExp>> = {
  aws: /VpnConnection$/u,
  azure: /VirtualNetworkGatewayConnection$/u,
  gcp: /VPNTunnel$/u,
};

const twoTunnels = everyCase.filter(([, , , { options }]) => options.tunnelIds === undefined);

describe.each(twoTunnels)("the program for %s (%s)", (cloud, _, renderer, { sample, options }) => {
  const { files } = renderer.render(fitting(sample), options);
  const program = files.find(({ name }) => name.endsWith(".ts"))?.text ?? "";
  const [prefix = ""] = (files[0]?.name ?? "").split(".");
  const peer = PEERS[cloud] ?? /$^/u;
  const tunnel = new RegExp(`^${VPN_TUNNEL}$`, "u");

  it("changes the slave at the other cloud, then on Alibaba Cloud, and only then the master in the same order", async () => {
    const { steps, done } = await runProgram(program);
    await done;
    const [slave, master] = [`${prefix}-t2`, `${prefix}-t1`];
    const order = [
      at(steps, peer, slave, "begins"),
      at(steps, peer, slave, "ends"),
      at(steps, tunnel, slave, "begins"),
      at(steps, tunnel, slave, "ends"),
      at(steps, peer, master, "begins"),
      at(steps, peer, master, "ends"),
      at(steps, tunnel, master, "begins"),
      at(steps, tunnel, master, "ends"),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it("leaves both ends of the master alone for as long as the slave's tunnel is not up", async () => {
    let comesUp: () => void = () => undefined;
    const slaveIsUp = new Promise<void>((resolve) => (comesUp = resolve));
    const { steps, done } = await runProgram(program, ({ type, name }) =>
      type === VPN_TUNNEL && name === `${prefix}-t2` ? slaveIsUp : undefined,
    );
    while (at(steps, tunnel, `${prefix}-t2`, "begins") < 0) await aWhile();
    await aWhile();
    const ofMaster = steps.filter(
      ({ type, name }) => name === `${prefix}-t1` && (peer.test(type) || tunnel.test(type)),
    );
    expect(ofMaster).toEqual([]);
    comesUp();
    await done;
    expect(at(steps, tunnel, `${prefix}-t1`, "ends")).toBeGreaterThan(0);
  });
});
