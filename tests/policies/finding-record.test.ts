import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPack } from "../../policies/assembly/create-pack";
import type { PackOptions } from "../../policies/assembly/create-pack";
import { RECORD_VARIABLE } from "../../policies/assembly/finding-record";
import { readRecord } from "../../policies/report";
import { CONNECTION_TYPE, VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import { dualConnection, goodIke, vpnTunnel } from "./fixtures";
import type { GivenResource } from "./policy-runner";
import { analyze, analyzeStack, secret } from "./rpc";

const folder = mkdtempSync(join(tmpdir(), "finding-record-"));
const file = join(folder, "findings.jsonl");
const WEAK_PSK = "Zk4!vT9q";
const now = (): Date => new Date("2026-06-15T12:00:00Z");

beforeEach(() => {
  rmSync(file, { force: true });
  process.env[RECORD_VARIABLE] = file;
});
afterAll(() => {
  delete process.env[RECORD_VARIABLE];
  rmSync(folder, { recursive: true });
});

/** The policies of a pack judge, as the engine asks them. */
async function judge(options: PackOptions, resources: readonly GivenResource[]) {
  const { policies } = createPack({ now, ...options });
  const sent = resources.map(({ name = "resource", ...rest }) => ({ ...rest, name }));
  for (const resource of sent) await analyze(policies, resource);
  await analyzeStack(policies, sent);
}

const linesOf = (): readonly string[] => readFileSync(file, "utf8").trimEnd().split("\n");
const weak = vpnTunnel(
  { tunnelIkeConfig: goodIke({ ikeEncAlg: "des", ikeAuthAlg: undefined }), preSharedKey: secret(WEAK_PSK) },
  "legacy-fr-1",
);
const exempt = [
  {
    resource: "legacy-*",
    rules: ["alicloud-vpn-tunnel-ike-encryption"],
    value: "des",
    owner: "net team",
    ticket: "NET-7",
    reason: "it is replaced",
    until: "2026-08-30",
  },
];

it("of a pack has each finding with its fields, and the exemption of one that is exempt, and never a key", async () => {
  await judge({ name: "acme", exempt }, [weak]);
  const [first, ...lines] = linesOf();
  expect(JSON.parse(first ?? "")).toEqual({ record: "pack", pack: "acme", time: "2026-06-15T12:00:00.000Z" });
  const found = lines.map((line): unknown => JSON.parse(line));
  expect(found).toContainEqual({
    record: "finding",
    rule: "alicloud-vpn-tunnel-ike-encryption",
    level: "mandatory",
    urn: `urn:pulumi:dev::test::${VPN_TUNNEL_TYPE}::legacy-fr-1`,
    gateway: "vpn-1",
    path: "tunnelIkeConfig.ikeEncAlg",
    value: "des",
    allowed: "aes, aes192, aes256",
    origin: "declared",
    message: expect.stringContaining('ikeEncAlg is "des"'),
    exemption: exempt[0],
    pack: "acme",
  });
  expect(found).toContainEqual(
    expect.objectContaining({ rule: "alicloud-vpn-tunnel-psk-strength", path: "tunnelIkeConfig.psk" }),
  );
  expect(linesOf().join()).not.toContain(WEAK_PSK.slice(0, 4));
});

it("has the VPN gateway of a connection, and the level of the pack", async () => {
  const options = [{ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }];
  await judge({ level: "advisory" }, [dualConnection({ tunnelOptionsSpecifications: options })]);
  expect(readRecord(readFileSync(file, "utf8"))).toContainEqual(
    expect.objectContaining({
      urn: expect.stringContaining(CONNECTION_TYPE),
      gateway: "vpn-1",
      level: "advisory",
      path: "tunnelOptionsSpecifications[0].tunnelIkeConfig.ikeEncAlg",
    }),
  );
});

it("has a line for a pack that finds nothing, so that a missing file means that no pack ran", async () => {
  await judge({}, []);
  expect(linesOf()).toHaveLength(1);
  expect(readRecord(readFileSync(file, "utf8"))).toEqual([]);
  expect(() => readRecord("{}\nno record")).toThrow("no record of a policy pack");
});

it("is not written where nobody asks for it", async () => {
  delete process.env[RECORD_VARIABLE];
  await judge({}, [weak]);
  expect(() => readFileSync(file)).toThrow("ENOENT");
});

it("needs an absolute path that can be written, or the pack says so at once", () => {
  process.env[RECORD_VARIABLE] = "findings.jsonl";
  expect(() => createPack()).toThrow(`${RECORD_VARIABLE} must be an absolute path; given: "findings.jsonl"`);
  writeFileSync(file, "");
  process.env[RECORD_VARIABLE] = join(file, "below");
  expect(() => createPack()).toThrow("(ENOTDIR)");
});
