import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { INTEGRITY_ALGORITHMS, IPSEC_PFS_GROUPS } from "../../ipsec/algorithms";
import { peerModel, rendererOf } from "../../peer";
import type { IkeValues } from "../../peer/model/input";
import { answers, CLOUD, DEVICE, EVERYTHING } from "../unit/peer/sample";
import { startCharon } from "./charon";
import type { Charon } from "./charon";
import { cloudSide } from "./cloud-side";
import { titleOf } from "./combinations";
import type { Combination } from "./combinations";
import type { Libreswan, Pluto } from "./libreswan";
import { canPing, ip, layWire } from "./namespaces";
import type { Wire } from "./namespaces";
import { table, writePart } from "./proof";
import { describeUnless, describeWithDaemons, describeWithLibreswan, whyNoKernelEsp } from "./requirements";
import { declared, negotiated } from "./suite";

jest.setTimeout(20_000);

const MODES: readonly IkeValues[] = [
  { IkeVersion: "ikev1", IkeMode: "main" },
  { IkeVersion: "ikev1", IkeMode: "aggressive" },
  { IkeVersion: "ikev2", IkeMode: "main" },
];
const CIPHERS = ["aes", "aes192", "aes256", "3des"];
const GROUPS = ["group5", "group14"];

/** Everything that libreswan has, in phase 1; phase 2 goes through its values by turns. */
const all: readonly Combination[] = MODES.flatMap((mode) =>
  CIPHERS.flatMap((IkeEncAlg) =>
    INTEGRITY_ALGORITHMS.flatMap((IkeAuthAlg) =>
      GROUPS.map((IkePfs) => ({ ...mode, IkeEncAlg, IkeAuthAlg, IkePfs, Psk: '0sNo"base64{but}#text' })),
    ),
  ),
).map((ike, index) => ({
  group: "libreswan",
  ike,
  ipsec: {
    IpsecEncAlg: CIPHERS[index % 4] ?? "",
    IpsecAuthAlg: INTEGRITY_ALGORITHMS[index % 5] ?? "",
    IpsecPfs: IPSEC_PFS_GROUPS.filter((group) => group !== "group1" && group !== "group2")[index % 3] ?? "",
  },
}));
const names: IkeValues = { LocalId: "branch.example.com", RemoteId: "cloud.example.com" };
const chosen = [
  ...(process.env["IPSEC_MATRIX"] === "full" ? all : all.filter((_, index) => index % 29 === 0)),
  ...all.slice(-1).map((each) => ({ ...each, ike: { ...each.ike, ...names } })),
];
const SUBNETS = { cloudSubnet: "10.2.0.0/16", deviceSubnet: "10.1.0.0/16" };

describeWithLibreswan("libreswan against strongSwan", (libreswan) => {
  describeWithDaemons("real daemons", () => {
    const folder = mkdtempSync(join(tmpdir(), "libreswan-"));
    const rows: (readonly string[])[] = [];
    const noEsp = whyNoKernelEsp();
    const notes: string[] = [];
    let refusal = "";
    let wire: Wire;
    let round = 0;
    let cloud: Charon | undefined;
    let pluto: Pluto | undefined;

    beforeAll(() => {
      wire = layWire("l", { outside: CLOUD[0], inside: "10.2.0.1" }, { outside: DEVICE, inside: "10.1.0.1" });
    });
    afterEach(async () => {
      await Promise.all([cloud?.stop(), pluto?.stop()]);
    });
    afterAll(() => {
      wire.remove();
      rmSync(folder, { recursive: true });
      writePart("libreswan", ...page(libreswan, rows, noEsp === undefined ? undefined : refusal || noEsp), ...notes);
    });

    /** Both sides with new daemons. */
    async function start(
      { ike, ipsec }: Combination,
      keyOfCloud = ike.Psk,
    ): Promise<{ readonly cloud: Charon; readonly pluto: Pluto }> {
      round += 1;
      const ids = { LocalId: DEVICE, RemoteId: CLOUD[0], ...ike };
      const model = peerModel(answers({ tunnels: 1, ike: ids, ipsec, ...SUBNETS }));
      const [conf, secrets] = rendererOf("libreswan")?.render(model).files ?? [];
      cloud = await startCharon(wire.cloud.namespace, join(folder, `${round}-cloud`));
      const { LocalId, RemoteId } = ids;
      cloud.load(
        cloudSide({
          tunnel: {
            TunnelIkeConfig: { ...ids, LocalId: RemoteId, RemoteId: LocalId, Psk: keyOfCloud ?? "" },
            TunnelIpsecConfig: ipsec,
          },
          cloudAddress: CLOUD[0],
          deviceAddress: DEVICE,
          ...SUBNETS,
        }),
      );
      const files = { conf: conf?.text ?? "", secrets: secrets?.text ?? "" };
      pluto = libreswan.start(wire.device.namespace, join(folder, `${round}-device`), files);
      return { cloud, pluto };
    }

    it.each(chosen.map((combination) => [titleOf(combination), combination] as const))(
      "have an IKE SA with exactly what was declared: %s",
      async (title, combination) => {
        const daemons = await start(combination);
        const ike = await daemons.cloud.ikeEstablished(8_000);
        if (ike === undefined) throw new Error(`${daemons.cloud.log()}\n${daemons.pluto.log()}`);
        const { LocalId = DEVICE, RemoteId = CLOUD[0] } = combination.ike;
        // The suite is the cloud's, so the ids are the other way round.
        const wanted = declared(combination, [String(RemoteId), String(LocalId)]);
        expect(negotiated({ ikeName: "", ike, child: {} })).toEqual({ ...wanted, esp: "" });
        refusal ||=
          /ERROR: .*?: (netlink response .*)/u.exec(daemons.pluto.log())?.[1]?.replace(/\.\S+@\S+(?=:)/u, "") ?? "";
        rows.push([title, "up", wanted.ike]);
      },
    );

    it("have both IKE SAs of a connection with two tunnels, BGP and interfaces", async () => {
      ip("-n", wire.cloud.namespace, "address", "add", `${CLOUD[1]}/32`, "dev", "wire");
      ip("-n", wire.device.namespace, "route", "add", CLOUD[1], "dev", "wire");
      const input = answers({ ...EVERYTHING, bgp: true });
      const [conf, secrets] = rendererOf("libreswan")?.render(peerModel(input)).files ?? [];
      cloud = await startCharon(wire.cloud.namespace, join(folder, "two-cloud"));
      const sides = (input.downloaded.TunnelsConfig ?? []).map(({ IkeConfig = {}, IpsecConfig = {} }, index) => {
        const { LocalId = "", RemoteId = "", ...ike } = IkeConfig;
        return cloudSide({
          name: `cloud-${index}`,
          tunnel: {
            TunnelIkeConfig: { ...ike, LocalId: RemoteId, RemoteId: LocalId },
            TunnelIpsecConfig: IpsecConfig,
          },
          cloudAddress: CLOUD[index] ?? "",
          deviceAddress: DEVICE,
          cloudSubnet: "0.0.0.0/0",
          deviceSubnet: "0.0.0.0/0",
        });
      });
      cloud.load(sides.join("\n"));
      const files = { conf: conf?.text ?? "", secrets: secrets?.text ?? "" };
      pluto = libreswan.start(wire.device.namespace, join(folder, "two-device"), files);
      const upOnes = (): readonly string[] => [...new Set(cloud?.ikes().map(([name]) => name))].sort();
      for (const end = Date.now() + 8_000; Date.now() < end && upOnes().length < 2;) await sleep(50);
      if (upOnes().length < 2) throw new Error(`${cloud.log()}\n${pluto.log()}`);
      expect(upOnes()).toEqual(["cloud-0", "cloud-1"]);
      notes.push(
        "A connection with two tunnels, BGP and interfaces has both of its IKE SAs with the one rendered file.",
      );
    });

    it("have none with different keys", async () => {
      const [combination] = chosen.slice(-1);
      if (combination === undefined) throw new Error("there is no combination");
      const daemons = await start(combination, "another-key");
      expect(await daemons.cloud.ikeEstablished(2_000)).toBeUndefined();
      expect(daemons.cloud.log()).toContain("MAC mismatched");
    });

    describeUnless(noEsp, "ESP of libreswan, which only the kernel can do", () =>
      it("carries traffic", async () => {
        const [combination] = chosen;
        if (combination === undefined) throw new Error("there is no combination");
        const daemons = await start(combination);
        if ((await daemons.cloud.established(8_000)) === undefined) throw new Error(daemons.pluto.log());
        expect(canPing(wire.device, wire.cloud)).toBe(true);
      }),
    );
  });
});

function page(
  libreswan: Libreswan,
  rows: readonly (readonly string[])[],
  whyNoEsp: string | undefined,
): readonly string[] {
  return [
    "## libreswan against strongSwan",
    `${libreswan.version()} with the two rendered files, unmodified. Up: both daemons have the IKE SA, and the cloud's reports ` +
      "exactly the declared algorithms and identities.",
    whyNoEsp === undefined
      ? "ESP: traffic went through."
      : `**ESP of libreswan is NOT proven here.** It is the kernel's, and pluto says: ${whyNoEsp}.`,
    `${rows.length} of ${chosen.length} combinations up.`,
    table(["Declared", "Phase 1", "As the daemon has it"], rows),
  ];
}
