import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultKinds } from "../../simulator/faults/fault";
import { modeChoices } from "../../simulator/modes";
import { type Topology, runOptions, startSimulator } from "../../simulator";

describe("the README of the simulator", () => {
  const readme = readFileSync(join(__dirname, "../../simulator/README.md"), "utf8");

  test("has the example that is run as a test", () => {
    const example = readFileSync(join(__dirname, "readme-example.test.ts"), "utf8");
    expect(readme).toContain(example.replace('"../../simulator"', '"pulumi-alicloud-vpn/simulator"').trim());
  });

  test.each([...Object.keys(runOptions).map((name) => `--${name}`), ...Object.keys(modeChoices), ...faultKinds])(
    "names %s",
    (name) => {
      expect(readme).toContain(`\`${name}`);
    },
  );

  test("has a topology that loads", async () => {
    const source = /## Topologies[\s\S]*?```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const simulator = await startSimulator({ topology: JSON.parse(source) as Topology });
    expect(simulator.tunnel("tun-1")).toMatchObject({
      Status: "ipsec_sa_established",
      IkeConfig: { IkeVersion: "ikev2" },
    });
    await simulator.close();
  });
});
