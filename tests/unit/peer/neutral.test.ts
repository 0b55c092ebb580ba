import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { neutralJson, renderers, type PeerConfigOptions } from "../../../peer";
import { EVERY_VALUE } from "./every-value";
import { EVERYTHING, model, type Sample } from "./sample";

const SCHEMA = "../../../docs/reference/peer-config.schema.json";
const fits = new Ajv({ strict: true }).compile(JSON.parse(readFileSync(join(__dirname, SCHEMA), "utf8")));

function neutral(sample: Sample, options: PeerConfigOptions = {}): Record<string, unknown> {
  const [file] = neutralJson.render(model(sample), options).files;
  return JSON.parse(file?.text ?? "");
}

describe("the neutral form as JSON", () => {
  const samples = EVERY_VALUE.flatMap(([property, each]) => each.map((sample) => [property, sample] as const));
  const all: readonly (readonly [string, Sample])[] = [
    ...samples,
    ["BGP", { ...EVERYTHING, bgp: true }],
    ["no role", { live: { Role: "" } }],
    ["one tunnel", { tunnels: 1 }],
  ];

  it.each(all)("fits the committed schema (%s)", (_, sample) => {
    expect([fits(neutral(sample)), fits.errors]).toEqual([true, null]);
  });

  it("has every setting of the model, and what the options add", () => {
    const peer = neutral(
      { ...EVERYTHING, bgp: true },
      { advertise: ["10.1.0.0/16"], address: "192.168.1.2", tunnelIds: ["tun-second"], keys: "never" },
    );
    expect(peer).toMatchObject({
      formatVersion: 1,
      connectionId: "vco-example",
      routeBased: true,
      advertise: ["10.1.0.0/16"],
      tunnels: [
        {
          id: "tun-second",
          name: "ali-mple-t2",
          role: "slave",
          device: { address: "203.0.113.5", ownAddress: "192.168.1.2" },
          psk: "<key-of-tun-second>",
          bgp: { device: { asn: 65_010, address: "169.254.11.2" }, cloud: { asn: 45_104, address: "169.254.11.1" } },
        },
      ],
    });
  });

  it("is refused by the schema with a field more, a field less or a value that the API does not have", () => {
    const peer = neutral({});
    expect(fits({ ...peer, surplus: true })).toBe(false);
    expect(fits({ ...peer, routeBased: undefined })).toBe(false);
    const text = JSON.stringify(peer).replace('"aes256"', '"aes512"');
    expect(fits(JSON.parse(text))).toBe(false);
  });

  it("is no device of the lists", () => {
    expect(renderers.map(({ id }) => id)).not.toContain(neutralJson.id);
  });
});
