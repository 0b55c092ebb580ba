import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENCRYPTION_ALGORITHMS, IKE_DH_GROUPS, IKE_VERSIONS, INTEGRITY_ALGORITHMS } from "../../ipsec/algorithms";
import { PeerConfigError, rendererOf } from "../../peer";
import type { PeerConfigOptions } from "../../peer";
import { EVERYTHING, model } from "../unit/peer/sample";
import type { Sample } from "../unit/peer/sample";
import { writePart } from "./proof";
import { describeWithDaemons, describeWithLibreswan } from "./requirements";

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "ipsec-parsers-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The first file for a device, written where its parser can read it. */
function written(id: string, sample: Sample, options: PeerConfigOptions = {}): string {
  const path = join(folder, `${id}.conf`);
  writeFileSync(path, rendererOf(id)?.render(model(sample), options).files[0]?.text ?? "");
  return path;
}

describeWithLibreswan("libreswan's own parsers", (libreswan) => {
  const { env } = libreswan;

  /** What the parser of whole files complains about. Its exit code says nothing. */
  function complaints(path: string): string {
    const { stdout, stderr } = spawnSync(libreswan.tool("addconn"), ["--config", path, "--checkconfig"], {
      encoding: "utf8",
      env,
    });
    return stdout + stderr;
  }

  /** Whether pluto knows the algorithms: the parser of whole files does not look at them. */
  const knows = (version: string, proposal: string): boolean =>
    spawnSync(libreswan.tool("algparse"), [version === "ikev1" ? "-v1" : "-v2", proposal], { env }).status === 0;

  it.each<[string, Sample]>([
    ["IKEv2 with BGP", { ...EVERYTHING, bgp: true }],
    ["IKEv1 with blocks, PFS off", { ike: { IkeVersion: "ikev1" }, ipsec: { IpsecPfs: "disabled" } }],
    [
      "aggressive mode with names",
      { ike: { IkeVersion: "ikev1", IkeMode: "aggressive", LocalId: "device", RemoteId: "cloud", Psk: "One" } },
    ],
    ["no DPD, no NAT traversal", { live: { EnableDpd: false, EnableNatTraversal: false } }],
  ])("accept the file: %s", (_, sample) => {
    expect(complaints(written("libreswan", sample))).toBe("");
  });

  it("complain about a word that is not theirs", () => {
    const path = written("libreswan", {});
    writeFileSync(path, readFileSync(path, "utf8").replace("ikelifetime", "ikelifespan"));
    expect(complaints(path)).not.toBe("");
  });

  const counts = { accepted: 0, refused: 0 };
  afterAll(() =>
    writePart(
      "parsers",
      "## Parsers",
      `libreswan's algparse accepts all ${counts.accepted} proposals that the renderer writes, in both versions of IKE; ` +
        `${counts.refused} combinations with DES or a group below 1536 bits are refused first, with the property's name. Its addconn accepts ` +
        "the whole files, and FRRouting's bgpd accepts its own.",
    ),
  );

  const phases = IKE_VERSIONS.flatMap((version) =>
    ENCRYPTION_ALGORITHMS.flatMap((encryption) => IKE_DH_GROUPS.map((group) => [version, encryption, group] as const)),
  );
  it.each(phases)(
    "know everything that is written in %s with %s and %s, and the rest is refused first",
    (version, encryption, group) => {
      for (const integrity of INTEGRITY_ALGORITHMS) {
        const ike = { IkeVersion: version, IkeEncAlg: encryption, IkeAuthAlg: integrity, IkePfs: group };
        const ipsec = { IpsecEncAlg: encryption, IpsecAuthAlg: integrity, IpsecPfs: group };
        const isOffered = !(encryption === "des" || group === "group1" || group === "group2");
        const proposals = proposalsOf({ tunnels: 1, ike, ipsec });
        expect(proposals.length).toBe(isOffered ? 2 : 0);
        for (const proposal of proposals) expect([proposal, knows(version, proposal)]).toEqual([proposal, true]);
        if (isOffered) counts.accepted += proposals.length;
        else counts.refused += 1;
      }
    },
  );

  it.each(["ike=des-sha1;modp2048", "ike=aes128-sha1;modp1024", "ike=aes128-sha1;modp768", "esp=des-sha1"])(
    "do not know what is refused: %s",
    (proposal) => expect(knows("ikev2", proposal)).toBe(false),
  );

  /** The proposals that would be written; none where the renderer refuses them. */
  function proposalsOf(sample: Sample): readonly string[] {
    try {
      return readFileSync(written("libreswan", sample), "utf8").match(/(?:ike|esp)=\S+/gu) ?? [];
    } catch (error) {
      if (error instanceof PeerConfigError) return [];
      throw error;
    }
  }
});

describeWithDaemons("FRRouting's own parser", () => {
  /** What bgpd complains about in a file; it ends with 0 in any case, and says that zebra is not there. */
  function complaints(path: string): readonly string[] {
    const { stdout, stderr } = spawnSync("/usr/lib/frr/bgpd", ["-C", "-S", "-f", path], { encoding: "utf8" });
    return `${stdout}${stderr}`.split("\n").filter((line) => line !== "" && !line.includes("zclient_send_message"));
  }

  it.each<[string, Sample, PeerConfigOptions]>([
    ["master and standby", { ...EVERYTHING, bgp: true }, { advertise: ["10.1.0.0/16"] }],
    ["equal tunnels", { ...EVERYTHING, bgp: true, live: { Role: "" } }, {}],
    ["BFD", { ...EVERYTHING, bgp: true }, { bfd: true }],
  ])("accepts the file: %s", (_, sample, options) => {
    expect(complaints(written("frr", sample, options))).toEqual([]);
  });

  it("complains about a word that is not its own", () => {
    const path = written("frr", { ...EVERYTHING, bgp: true });
    writeFileSync(path, readFileSync(path, "utf8").replace("remote-as", "remoter-as"));
    expect(complaints(path).length).toBeGreaterThan(0);
  });
});
