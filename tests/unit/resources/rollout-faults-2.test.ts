// What must not happen in a roll-out: with separate tunnels, a canary, answers that are lost, and states that are kept.
import { converge } from "../../../provider/resources/vpn-tunnel/converge";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { observeTunnel, waitForOthers } from "../../../provider/resources/vpn-tunnel/change/before-sending";
import { nothingToSend } from "../../../provider/resources/vpn-tunnel/change/call-hook";
import { UNTOUCHED, type Work } from "../../../provider/resources/vpn-tunnel/change/step";
import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import { Operation } from "../../../provider/resources/vpn-tunnel/operation/operation";
import type { Properties } from "../../../provider/core/property-tree";
import { withoutMarks } from "../../../provider/core/secret";
import { connectionWire } from "./connections";
import { CONNECTION, DOWN, HOOK, Pair, scene, slaveWire, tunnelWire, type Scene } from "./rollout-scene";

const CONFIGURED = { command: "./hook", withKey: false, device: undefined, timeoutMs: 1000 };
const AES = { tunnelIpsecConfig: { ipsecEncAlg: "aes256" } };

/** One of two separate tunnels. @returns Why it failed, or "done"; and what is stored. */
async function tunnelUp(ports: Scene, role: string): Promise<readonly [string, Properties]> {
  const values = { vpnConnectionId: CONNECTION, role, "tunnelIpsecConfig.ipsecEncAlg": "aes256" };
  const declaration = { values, paths: Object.keys(values), secretPaths: [] };
  try {
    const { outs } = await converge({ selector: { vpnConnectionId: CONNECTION, role }, declaration }, ports);
    return ["done", outs];
  } catch (error) {
    return [String(error), error instanceof Error && "outs" in error ? Object(error.outs) : {}];
  }
}

describe("separate tunnels with a configured hook", () => {
  it("never has both tunnels drained", async () => {
    const ports: Scene = Object.assign(scene(), { configuredHook: CONFIGURED });
    ports.failing = "slave undrain";
    const [[slave], [master]] = await Promise.all([tunnelUp(ports, "slave"), tunnelUp(ports, "master")]);
    expect(slave).toMatch(/failed at undrain/u);
    expect(master).toMatch(/slave \(tun-slave\) is drained: .*Nothing was sent/u);
    expect(ports.harm).toEqual([]);
  });

  it("finds a drained tunnel different, so that the next run undrains it", async () => {
    const ports: Scene = Object.assign(scene(), { configuredHook: CONFIGURED });
    ports.failing = "slave undrain";
    const [, outs] = await tunnelUp(ports, "slave");
    const inputs = { vpnConnectionId: CONNECTION, role: "slave", ...AES };
    const olds = Object(withoutMarks(outs));
    const next = { ...ports, operation: new Operation({ canary: false, maxFailures: 1 }) };
    expect((await diffTunnel(`${CONNECTION}:tun-slave`, olds, inputs, next)).changes).not.toBe(false);
    const quiet = { ...next, isCareful: false };
    expect((await diffTunnel(`${CONNECTION}:tun-slave`, olds, inputs, quiet)).changes).toBe(false);
    expect(next.operation.isDrained("tun-slave")).toBe(true);
  });
});

describe("a roll-out", () => {
  it("waits for both tunnels of a pair that goes alone, whatever it declares", async () => {
    const ports = scene();
    ports.dead.add("master");
    const operation = new Operation({ canary: true, maxFailures: 1 });
    const program = { ...AES, waitFor: "settled", rollout: { holdSeconds: 0 } };
    expect(await new Pair(ports).up(program, { operation })).toMatch(/the tunnel is not up/u);
  });

  it("stores the options of a first stage", async () => {
    const pair = new Pair(scene());
    const first = { ...AES, rollout: { holdSeconds: 0, stage: "first" } };
    await pair.up(first);
    await pair.up({ ...first, onFailure: "rollback" });
    expect(pair.outputs).toMatchObject({ onFailure: "rollback" });
  });

  it("calls no hook where it must change nothing", async () => {
    const ports = scene({ TunnelOptionsSpecification: [tunnelWire(), slaveWire(DOWN)] });
    expect(await new Pair(ports).up({ enableDpd: true, onAdopt: "verify", rollout: HOOK })).toBe("done");
    expect(ports.steps).toEqual([]);
  });

  it("prepares the device of a tunnel that was tried before any hook", async () => {
    const ports = scene();
    const other = connectionWire({ VpnConnectionId: "vco-other", EnableTunnelsBgp: false });
    ports.world = [...ports.world, other];
    expect(await new Pair(ports).up({ preSharedKey: "A-new-key-for-both", rollout: HOOK })).toBe("done");
    expect(ports.steps.slice(0, 3)).toEqual(["slave sent", "slave prepare", "slave follow"]);
  });

  it("tells the hook's runner which values are secret", async () => {
    const ports = scene();
    const secret = { tunnelIkeConfig: { localId: "a-secret-name" }, __secretPaths: ["tunnelIkeConfig.localId"] };
    await new Pair(ports).up({ ...secret, rollout: HOOK });
    expect(ports.calls[1]?.secrets).toContain("a-secret-name");
  });
});

describe("a tunnel whose Status nobody can see", () => {
  it("is not reset at the device where nothing is to be changed: it may be up", async () => {
    const quiet = { Status: "" };
    const ports = scene({ TunnelOptionsSpecification: [tunnelWire(quiet), slaveWire(quiet)] });
    expect(await new Pair(ports).up({ enableDpd: true, rollout: HOOK })).toBe("done");
    expect(ports.steps).toEqual([]);
  });
});

describe("a roll-out that fails", () => {
  it("for both tunnels names both reasons", async () => {
    const ports = scene({ TunnelOptionsSpecification: [tunnelWire(DOWN), slaveWire(DOWN)] });
    const call = ports.hooks.call.bind(ports.hooks);
    ports.hooks.call = (hook, input) =>
      input.phase === "prepare" ? Promise.reject(new Error(`${input.tunnel.role} broke`)) : call(hook, input);
    const reason = await new Pair(ports).up({ ...AES, rollout: HOOK });
    expect(reason).toMatch(/slave broke/u);
    expect(reason).toMatch(/master broke/u);
  });

  it("and is taken back, ends where the device has renegotiated, with EffectImmediately off too", async () => {
    const ports = scene({ EffectImmediately: false });
    // Everything happens between two looks.
    ports.onLook = () => {};
    ports.failing = "slave follow";
    const pair = new Pair(ports);
    expect(await pair.up({ ...AES, onFailure: "rollback", rollout: HOOK })).toMatch(/and the tunnel is up again/u);
    expect([ports.steps.at(-1), pair.drained]).toEqual(["slave undrain", []]);
  });
});

describe("a step that waits", () => {
  const work = (ports: Scene): Work => {
    const first = observe({ vpnConnectionId: CONNECTION, role: "slave" }, ports.world[0]);
    const target = {
      selector: { vpnConnectionId: CONNECTION, role: "slave" },
      wanted: () => ({ enableDpd: false }),
      assumed: {},
      waitFor: "recovered" as const,
      care: { whenAlone: "refuse" as const },
    };
    return { target, connection: first.connection, tunnelId: first.tunnelId, first, ports };
  };

  it("goes on knowing what the device was prepared for", async () => {
    const { first } = work(scene());
    const request = nothingToSend(first);
    const step = { name: "wait for others" as const, others: () => Promise.resolve(), unheard: undefined, request };
    expect(await waitForOthers({ ...step, device: UNTOUCHED })).toMatchObject({ name: "observe", request });
  });

  it("takes a request whose answer was lost for sent, where nothing can be seen after it", async () => {
    const ports = scene();
    Object.assign(ports.reads, { neighbours: () => Promise.reject(new Error("no answer")) });
    const all = work(ports);
    const unheard = nothingToSend(all.first);
    const step = { name: "observe" as const, until: undefined, device: UNTOUCHED };
    await expect(observeTunnel({ ...step, unheard: undefined }, all)).rejects.toThrow("no answer");
    expect(await observeTunnel({ ...step, unheard }, all)).toMatchObject({ name: "revert", request: unheard });
  });
});
