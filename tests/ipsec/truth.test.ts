import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { peerModel, rendererOf } from "../../peer";
import { answers, CLOUD, DEVICE } from "../unit/peer/sample";
import type { Charon } from "./charon";
import { cloudSide } from "./cloud-side";
import { DISAGREEMENTS } from "./disagreements";
import { pairs } from "./pairs";
import type { Outcome, Pair } from "./pairs";
import { table, writePart } from "./proof";
import { describeWithDaemons } from "./requirements";
import { TwoSides } from "./two-sides";
import type { Files } from "./two-sides";

jest.setTimeout(20_000);

/** A tunnel that comes up does so in a fraction of this. */
const PATIENCE_MS = 2_500;

// A few reach into every version; IPSEC_MATRIX=full takes all.
const chosen = process.env["IPSEC_MATRIX"] === "full" ? pairs : pairs.filter((_, index) => index % 11 === 0);
const predictions: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(__dirname, "predictions.json"), "utf8"),
);

function filesOf({ cloud, device }: Pair): Files {
  const { LocalId = "", RemoteId = "", ...ike } = cloud.ike;
  return {
    cloud: cloudSide({
      // The same ids, seen from the other end.
      tunnel: { TunnelIkeConfig: { ...ike, LocalId: RemoteId, RemoteId: LocalId }, TunnelIpsecConfig: cloud.ipsec },
      cloudAddress: CLOUD[0],
      deviceAddress: DEVICE,
      cloudSubnet: cloud.cloudSubnet,
      deviceSubnet: cloud.deviceSubnet,
    }),
    device: rendererOf("strongswan")?.render(peerModel(answers({ tunnels: 1, ...device }))).files[0]?.text ?? "",
  };
}

async function observed(device: Charon, isVersion2: boolean): Promise<Outcome> {
  if ((await device.established(PATIENCE_MS)) === undefined)
    return /IKE_SA ali-mple-t1\[\d+\] established/u.test(device.log()) ? "phase 2" : "phase 1";
  // With IKEv1 the first phase 2 has done all that a renewal does.
  return !isVersion2 || (await device.rekeyed(PATIENCE_MS)) !== undefined ? "up" : "renewal";
}

const observations = new Map<string, Outcome>();

describeWithDaemons("two real daemons do what the simulator predicts", () => {
  let sides: TwoSides;
  beforeAll(() => {
    sides = TwoSides.onWire("t");
    // ESP in user space takes a network only where an address of it is there.
    const { namespace } = sides.wire.device;
    spawnSync("ip", ["-n", namespace, "address", "add", "10.3.0.1/32", "dev", "lo"]);
  });
  afterEach(() => sides.stopDaemons());
  afterAll(() => {
    sides.remove();
    writePart("truth", ...page(observations));
  });

  it.each(chosen.map((pair) => [pair.title, pair] as const))("%s", async (title, pair) => {
    const device = await sides.start(filesOf(pair));
    const outcome = await observed(
      device,
      pair.cloud.ike.IkeVersion === "ikev2" && pair.device.ike.IkeVersion === "ikev2",
    );
    observations.set(title, outcome);
    expect({ [title]: outcome }).toEqual({ [title]: DISAGREEMENTS[title]?.daemons ?? predictions[title] });
  });
});

function page(seen: ReadonlyMap<string, Outcome>): readonly string[] {
  const agreed = [...seen].filter(([title, outcome]) => outcome === predictions[title]).length;
  return [
    "## Truth of the simulator",
    "Of each pair of sides the simulator's verdict was written down and committed (tests/ipsec/predictions.json) before two " +
      `strongSwans were asked. ${agreed} of ${seen.size} agree; the others are listed with the reason why the simulator keeps to its word.`,
    table(
      ["Pair", "Simulator", "Daemons", "Reason"],
      [...seen].map(([title, outcome]) => [
        title,
        predictions[title] ?? "",
        outcome,
        outcome === predictions[title] ? "" : (DISAGREEMENTS[title]?.reason ?? "NOT EXPLAINED"),
      ]),
    ),
  ];
}
