import { ALL_DECLARED, asSecret } from "../../../provider/core/secret";
import { readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { createTunnel, readTunnel, updateTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { CONNECTION, LIVE_KEY, MASTER } from "./connections";
import { fakePorts } from "./fake-ports";
import { placesOf, storedAndGivenBack } from "./stored-bags";

const ID = `${CONNECTION}:${MASTER}`;
const inputs = { vpnConnectionId: CONNECTION, role: "master" };

describe("a value that the program calls secret, through the verbs", () => {
  const localId = "planted.example.com";
  const settings = { tunnelIkeConfig: { localId }, __secretPaths: ["tunnelIkeConfig.localId"] };

  it("is a secret in the outputs of every verb, and in no line and no error", async () => {
    const ports = fakePorts();
    const { outs } = await createTunnel({ ...inputs, ...settings }, ports);
    const updated = await updateTunnel(
      ID,
      storedAndGivenBack(outs),
      { ...inputs, ...settings, enableDpd: false },
      ports,
    );
    const found = await readTunnel(ID, storedAndGivenBack(updated.outs), ports);
    for (const props of [outs, updated.outs, found.gone ? {} : found.props])
      expect(placesOf(localId, props)).toContain("tunnelIkeConfig.localId[secret]");
    const clear = [outs, updated.outs, found].flatMap((props) => placesOf(localId, props));
    expect(clear.filter((place) => !place.includes("[secret]"))).toEqual([]);
    expect(JSON.stringify([ports.lines, ports.warnings])).not.toContain(localId);
    const refused = createTunnel({ ...inputs, ...settings, onAdopt: "verify" }, fakePorts());
    await expect(refused).rejects.toThrow('onAdopt is "verify": tunnelIkeConfig.localId changes. Nothing was sent');
  });

  it("is stored as a secret by an update that sends nothing, where it was stored in clear", async () => {
    const ports = fakePorts();
    const olds = storedAndGivenBack(
      (await createTunnel({ ...inputs, tunnelIkeConfig: { localId: "203.0.113.1" } }, fakePorts())).outs,
    );
    const news = { ...inputs, tunnelIkeConfig: { localId: "203.0.113.1" }, __secretPaths: ["tunnelIkeConfig.localId"] };
    const { outs } = await updateTunnel(ID, olds, news, ports);
    expect([ports.sent, placesOf("203.0.113.1", outs)]).toEqual([
      [],
      expect.arrayContaining(["tunnelIkeConfig.localId[secret]"]),
    ]);
  });

  it("may be any declared one until an update, where a refresh reads a state of an earlier shape", async () => {
    const kept = { stateVersion: 6, declared: "customerGatewayId,role,vpnConnectionId" };
    const live = JSON.stringify({ ...inputs, tunnelId: MASTER, customerGatewayId: "cgw-peer", kept });
    const found = await readTunnel(ID, { live, preSharedKey: LIVE_KEY }, fakePorts());
    const props = found.gone ? {} : found.props;
    expect(props).toMatchObject({ role: "master", enableDpd: true, customerGatewayId: asSecret("cgw-peer") });
    expect(readState(storedAndGivenBack(props)).secretPaths).toBe(ALL_DECLARED);
    const news = { ...inputs, customerGatewayId: "cgw-peer" };
    expect(await diffTunnel(ID, storedAndGivenBack(props), news, fakePorts())).toEqual({
      changes: false,
      differing: [],
      replaces: [],
    });
    const { outs } = await updateTunnel(ID, storedAndGivenBack(props), news, fakePorts());
    expect([outs["customerGatewayId"], readState(storedAndGivenBack(outs)).secretPaths]).toEqual(["cgw-peer", []]);
  });
});
