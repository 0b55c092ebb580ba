// Samples as files, and the command that holds a pack against them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UNKNOWN, secret } from "../../policies/testing";
import { samplesAsJunit } from "../../policies/testing/junit";
import { SampleError, readSamples } from "../../policies/testing/samples";
import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import { textOf } from "../laws/source-files";
import { sampleFiles } from "../../scripts/generate/render-samples";
import { CASES } from "./cases";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-samples-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe("readSamples", () => {
  it("reads JSON and YAML: a resource, a list of resources, and resources with settings", () => {
    write("acme-rule/allowed/one.yaml", "type: VpnTunnel\nname: branch\nprops: { enableDpd: true }");
    write("acme-rule/disallowed/list.json", '[{"type":"a:b:C","props":{}},{"type":"a:b:C","props":{}}]');
    write(
      "acme-rule/disallowed/settings.yml",
      "resources:\n  - type: VpnTunnel\n    props:\n      psk: { $secret: abc }\n      list: [{ $unknown: true }]\n" +
        "config: { max: 3 }",
    );
    write("acme-rule/disallowed/notes.md", "no sample");
    expect(readSamples(folder)).toEqual([
      {
        rule: "acme-rule",
        kind: "allowed",
        file: "acme-rule/allowed/one.yaml",
        resources: [{ type: VPN_TUNNEL_TYPE, name: "branch", props: { enableDpd: true } }],
        config: {},
      },
      expect.objectContaining({
        kind: "disallowed",
        resources: [
          { type: "a:b:C", name: "sample", props: {} },
          { type: "a:b:C", name: "sample-2", props: {} },
        ],
      }),
      expect.objectContaining({
        resources: [{ type: VPN_TUNNEL_TYPE, name: "sample", props: { psk: secret("abc"), list: [UNKNOWN] } }],
        config: { max: 3 },
      }),
    ]);
  });

  it.each([
    ["{", "acme-rule/allowed/one.json is no JSON"],
    ["[]", "acme-rule/allowed/one.json: resources must be a list"],
    ['{"resources":{}}', "resources must be a list"],
    ['{"resources":[{"type":"a","props":{}}],"config":[]}', "config must be an object"],
    ["7", "resource 1 is no object"],
    ['[{"type":"a","name":"x","props":{}},{"type":"a"}]', "resource 2 needs a type, props, and a name or none"],
    ['[{"type":"a","name":"x","props":{}},{"type":"a","name":"x","props":{}}]', "two resources are called x"],
  ])("refuses %s", (text, problem) => {
    write("acme-rule/allowed/one.json", text);
    expect(() => readSamples(folder)).toThrow(SampleError);
    expect(() => readSamples(folder)).toThrow(problem);
  });

  it("shows nothing of a file that it cannot read, which may hold a key", () => {
    write("acme-rule/allowed/one.json", '{"psk": "Zk4!vT9q');
    expect(() => readSamples(folder)).not.toThrow("Zk4");
  });

  it("says what a folder without samples should have", () => {
    expect(() => readSamples(folder)).toThrow("it needs files <rule>/allowed/*.json or <rule>/disallowed/*.json");
    expect(() => readSamples(join(folder, "nowhere"))).toThrow("is no folder that can be read");
  });
});

describe("the results as JUnit", () => {
  it("have a case for each sample, and escape what comes from outside", () => {
    const results = [
      { rule: "acme-rule", kind: "allowed", file: "acme-rule/allowed/a.json", violations: [], problem: undefined },
      { rule: "acme-rule", kind: "allowed", file: "acme-rule/allowed/b.json", violations: [], problem: 'found "<x>"' },
    ] as const;
    const xml = samplesAsJunit({ results, missing: [] });
    expect(xml).toContain('<testsuite name="acme-rule" tests="2" failures="1" errors="0" skipped="0" time="0">');
    expect(xml).toContain('<testcase name="acme-rule/allowed/a.json" classname="acme-rule" time="0"/>');
    expect(xml).toContain('<failure type="allowed" message="found &quot;&lt;x&gt;&quot;"/>');
  });
});

describe("policies/samples", () => {
  const own = readSamples(join(__dirname, "../../policies/samples"));

  it("has the cases of each rule, both ways, and nothing else", () => {
    expect(own.map(({ file }) => `policies/samples/${file}`).sort()).toEqual(Object.keys(sampleFiles()).sort());
    for (const rule of Object.keys(CASES))
      expect(new Set(own.filter((one) => one.rule === rule).map(({ kind }) => kind)).size).toBe(2);
    expect(textOf("policies/samples/alicloud-vpn-tunnel-ike-encryption/disallowed/disallowed-1.json")).toContain(
      "3des",
    );
  });
});
