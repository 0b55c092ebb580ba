// What must not happen to traffic in a roll-out, whatever fails.
import type { FakePorts } from "./fake-ports";
import { DOWN, HOOK, Pair, scene, slaveWire, tunnelWire, type Scene } from "./rollout-scene";

const AES = { tunnelIpsecConfig: { ipsecEncAlg: "aes256" } };
const AES192 = { tunnelIpsecConfig: { ipsecEncAlg: "aes192" } };
const program = (rest: object = {}, rollout: object = {}) => ({ ...AES, rollout: { ...HOOK, ...rollout }, ...rest });
const phases = ({ steps }: Scene, role: string): readonly string[] =>
  steps.filter((step) => step.startsWith(role)).map((step) => step.slice(role.length + 1));
const ALL = ["drain", "prepare", "sent", "follow", "undrain"];

describe("a roll-out with a hook", () => {
  it("does all of the slave before the master", async () => {
    const ports = scene();
    expect(await new Pair(ports).up(program())).toBe("done");
    const ofBoth = [...ALL.map((each) => `slave ${each}`), ...ALL.map((each) => `master ${each}`)];
    // An earlier run may have been killed while the master was drained.
    expect(ports.steps).toEqual(["master undrain", ...ofBoth]);
    expect(ports.harm).toEqual([]);
  });

  it.each(["settled", "recovered", "established"])("never has both tunnels drained (waitFor %s)", async (waitFor) => {
    const ports = scene();
    const pair = new Pair(ports);
    expect(await pair.up(program({ waitFor }))).toBe("done");
    expect([ports.harm, pair.drained, [...ports.drained]]).toEqual([[], [], []]);
  });

  it("does not drain a tunnel while its sibling is still drained from an earlier run", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    ports.failing = "slave undrain";
    expect(await pair.up(program())).toMatch(/failed at undrain/u);
    ports.failing = undefined;
    expect(await pair.up(program(AES192, { first: "master" }))).toBe("done");
    expect([ports.harm, pair.drained]).toEqual([[], []]);
  });

  it("does not forget a drained tunnel in a run without hooks, and changes no other one meanwhile", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    ports.failing = "slave undrain";
    await pair.up(program());
    ports.failing = undefined;
    expect(await pair.up(program(), { isCareful: false })).toMatch(/slave.*drained/u);
    expect([pair.drained, phases(ports, "master")]).toEqual([["slave"], ["undrain"]]);
    expect(await pair.up(program())).toBe("done");
    expect([ports.harm, pair.drained]).toEqual([[], []]);
  });

  it("keeps traffic away from a tunnel whose change failed while its Status is still one from before", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    ports.failing = "slave follow";
    ports.dead.add("slave");
    expect(await pair.up(program())).toMatch(/failed at follow/u);
    expect([phases(ports, "slave"), pair.drained]).toEqual([["drain", "prepare", "sent", "follow"], ["slave"]]);
  });

  it("keeps traffic away from a tunnel whose device may still have the new values", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    const call = ports.hooks.call.bind(ports.hooks);
    ports.failing = "slave prepare";
    ports.hooks.call = async (hook, input) => {
      if (input.phase === "revert") ports.failing = "slave revert";
      return call(hook, input);
    };
    expect(await pair.up(program())).toMatch(/failed at prepare.*failed at revert/u);
    expect([phases(ports, "slave"), pair.drained]).toEqual([["drain", "prepare", "revert"], ["slave"]]);
  });

  it("says which phase failed where nothing was to be sent", async () => {
    const ports = scene({ TunnelOptionsSpecification: [tunnelWire(), slaveWire(DOWN)] });
    ports.failing = "slave follow";
    expect(await new Pair(ports).up({ enableDpd: true, rollout: HOOK })).toMatch(/follow of .*slave.*exit code 7/u);
  });

  it("ends where the last look fails, and keeps what was sent", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    const neighbours = ports.reads.neighbours.bind(ports.reads);
    let left = 50;
    Object.assign(ports.reads, {
      neighbours: (connection: Parameters<FakePorts["reads"]["neighbours"]>[0]) => {
        if (--left < 0) throw new Error("stopped: a loop without an end");
        return ports.steps.at(-1) === "slave follow" && isHeld()
          ? Promise.reject(new Error("no answer"))
          : neighbours(connection);
      },
    });
    const isHeld = (): boolean => ports.clock.sleeps.slice(-4).reduce((sum, each) => sum + each, 0) >= 20_000;
    expect(await pair.up(program())).toMatch(/no answer/u);
    expect([pair.drained, left > 0]).toEqual([["slave"], true]);
  });

  it("passes the key that was sent at undrain, where the API withholds it", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    const old = "The-old-key-of-it";
    const masked = (key: string) => ({ TunnelIkeConfig: { ...tunnelWire().TunnelIkeConfig, Psk: key } });
    ports.world = scene({ TunnelOptionsSpecification: [tunnelWire(masked(old)), slaveWire(masked(old))] }).world;
    const withKey = (preSharedKey: string) => ({ enableDpd: true, preSharedKey, rollout: HOOK });
    await pair.up(withKey(old));
    const { apply } = ports;
    ports.world = scene({ TunnelOptionsSpecification: [tunnelWire(masked("****")), slaveWire(masked("****"))] }).world;
    ports.apply = (tunnel, specification) => ({ ...apply(tunnel, specification), ...masked("****") });
    ports.calls.length = 0;
    expect(await pair.up(withKey("The-new-key-of-it"))).toBe("done");
    const told = ports.calls
      .filter(({ phase }) => phase === "undrain")
      .map(({ keys, forDevice }) => [keys.new, forDevice["tunnelIkeConfig.psk"]]);
    expect(told).toEqual([
      // Before the first drain, the other tunnel: the API withholds its key, and nobody else is asked for it.
      [undefined, undefined],
      ["The-new-key-of-it", "The-new-key-of-it"],
      ["The-new-key-of-it", "The-new-key-of-it"],
    ]);
  });
});

describe("a roll-out", () => {
  it("never changes the master while a killed run's change of the slave may still take the slave down", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    await pair.up({ enableDpd: true, rollout: { holdSeconds: 0 } });
    // What the killed run sent, and nobody stored: the Status is still the one from before.
    await ports.writes.modifyTunnel({
      vpnConnectionId: "vco-bp1office",
      tunnelId: "tun-slave",
      specification: { TunnelIpsecConfig: { IpsecEncAlg: "aes256" } },
    });
    expect(await pair.up({ ...AES, rollout: { holdSeconds: 0 } })).toBe("done");
    expect(ports.harm).toEqual([]);
  });

  it("holds a tunnel for as long as is declared, with waitFor settled too, and after a killed run", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    const times: number[] = [];
    const modifyTunnel = ports.writes.modifyTunnel.bind(ports.writes);
    ports.writes.modifyTunnel = (request) => {
      times.push(ports.clock.now());
      return modifyTunnel(request);
    };
    await pair.up({ ...AES, waitFor: "settled", rollout: { holdSeconds: 120 } });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(120_000);
  });

  it("with stage first, stays with the tunnel that went first when that one is the only one that is up", async () => {
    const ports = scene();
    const pair = new Pair(ports);
    const first = (rest: object) => ({ ...rest, rollout: { holdSeconds: 0, stage: "first", first: "master" } });
    expect(await pair.up(first(AES))).toBe("done");
    ports.dead.add("slave");
    ports.world = ports.world.map((each) => ({
      ...each,
      TunnelOptionsSpecification: each.TunnelOptionsSpecification.map((one) =>
        one.Role === "slave" ? { ...one, ...DOWN } : one,
      ),
    }));
    expect(await pair.up(first(AES192))).toMatch(/only tunnel/u);
    expect(phases(ports, "slave")).toEqual([]);
  });

  it("takes no key for one in force that it has not sent", async () => {
    const masked = { TunnelIkeConfig: { ...tunnelWire().TunnelIkeConfig, Psk: "****" } };
    const ports = scene({ TunnelOptionsSpecification: [tunnelWire(masked), slaveWire(masked)] });
    const { apply } = ports;
    ports.apply = (tunnel, specification) => ({ ...apply(tunnel, specification), ...masked });
    const pair = new Pair(ports);
    const withKey = (stage: string) => ({ preSharedKey: "A-new-key-for-both", rollout: { holdSeconds: 0, stage } });
    expect(await pair.up(withKey("first"))).toBe("done");
    expect(await pair.up(withKey("both"))).toBe("done");
    expect(ports.steps).toEqual(["slave sent", "master sent"]);
  });

  it("changes one tunnel at a time where no Status says whether they carry traffic", async () => {
    const quiet = { Status: "" };
    const ports = scene({ TunnelOptionsSpecification: [tunnelWire(quiet), slaveWire(quiet)] });
    expect(await new Pair(ports).up({ ...AES, rollout: { holdSeconds: 0 } })).toMatch(/the other tunnel/u);
    expect(ports.steps).toEqual(["slave sent"]);
  });
});
