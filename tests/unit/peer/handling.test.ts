import { renderers, type FileTunnel } from "../../../peer";
import { EVERYTHING, model } from "./sample";

const TUNNEL: FileTunnel = {
  name: "ali-mple-t2",
  id: "tun-second",
  role: "slave",
  number: 758,
  device: "203.0.113.5",
  cloud: "47.98.10.2",
  bgp: { device: "169.254.11.2", cloud: "169.254.11.1" },
};

/** What only this tunnel has. */
const OWN = /ali-mple-t2|47\.98\.10\.2\b|169\.254\.11\.1\b/u;

/** Words that end negotiations: a line with one of them, command or sentence, has to say whose. */
const ENDS = /\b(?:reset|clear|flush|kill|terminate|logoff|disable|restart|--down|--replace)\b/u;

/** The commands that end every tunnel of the device. */
const UNSCOPED = [
  "reset ike sa",
  "clear crypto session",
  "clear security ike security-associations",
  "/ip ipsec active-peers kill-connections",
  "clear vpn ike-sa",
  "diagnose vpn ike restart",
  "restart ipsec",
];

const linesOf = (commands: readonly string[]): readonly string[] => commands.filter((line) => ENDS.test(line));
const isScoped = (line: string): boolean => OWN.test(line) && !/remote 0\.0\.0\.0|\ball\b/u.test(line);

const handled = renderers.flatMap((renderer) =>
  renderer.handling === undefined ? [] : [[renderer.id, renderer, renderer.handling] as const],
);

it.each(UNSCOPED)("the test itself would refuse: %s", (line) => {
  expect(linesOf([line]).filter((each) => !isScoped(each))).toEqual([line]);
});

describe.each(handled)("on %s", (id, renderer, { apply, reset }) => {
  it("a reset names one tunnel in every command, and says what starts the negotiation again", () => {
    const lines = reset(TUNNEL);
    expect(lines.length).toBeGreaterThan(0);
    expect(linesOf(lines).filter((line) => !isScoped(line))).toEqual([]);
    const starts = /again|negotiat|--initiate|--up |clear bgp/u;
    expect(lines.some((line) => starts.test(line))).toBe(true);
  });

  it("the file says how it is applied, and how each of its tunnels is reset", () => {
    const isOneTunnel = id === "routeros";
    const sample = isOneTunnel ? {} : { ...EVERYTHING, bgp: true };
    const { files } = renderer.render(model(sample), {
      interface: "port1",
      ...(isOneTunnel ? { tunnelIds: ["tun-second"] } : {}),
    });
    const [first] = files;
    const text = first?.text ?? "";
    expect(apply(files.map(({ name }) => name)).length).toBeGreaterThan(0);
    expect(text).toMatch(/^[#!] Apply: /mu);
    const resets = [...text.matchAll(/^[#!] Reset (\S+) and no other: /gmu)].map(([, name]) => name);
    expect(new Set(resets).size).toBe(isOneTunnel ? 1 : 2);
  });
});

it("a line for the whole device comes with the state before, what it touches, and the way back", () => {
  const globals =
    /^(?:ipsec authentication sha2|set security flow|set vpn ipsec options|sysopt|crypto isakmp identity)/u;
  let found = 0;
  for (const renderer of renderers) {
    if (renderer.writes === "BGP" || renderer.id === "routeros") continue;
    const sample = { ...EVERYTHING, bgp: true, ipsec: { IpsecAuthAlg: "sha256" } };
    const text = renderer.render(model(sample), { interface: "port1" }).files[0]?.text ?? "";
    for (const line of text.split("\n").filter((each) => globals.test(each))) {
      found += 1;
      const told = text.split("\n").find((each) => each.includes("For the whole device") && each.includes(line));
      expect([line, told]).toEqual([line, expect.stringMatching(/touches .*state before: .*way back: /u)]);
    }
  }
  expect(found).toBeGreaterThanOrEqual(5);
});
