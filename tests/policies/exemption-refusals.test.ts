import { createPack } from "../../policies/assembly/create-pack";
import { PackError } from "../../policies/assembly/pack-error";
import { toPolicy } from "../../policies/assembly/to-policy";
import { ikeEncryption } from "../../policies/rules";
import { vpnTunnel } from "./fixtures";
import { run } from "./policy-runner";

const now = (): Date => new Date("2026-06-15T12:00:00Z");
const good = { resource: "a", reason: "b", until: "2026-07-01" };

/** What a program gives to createPack has no type at run time: it may come from a JSON file. */
const inPack = (item: object) => () => createPack({ now, exempt: JSON.parse(JSON.stringify([item])) });
const inFile = (item: object) => run(toPolicy(ikeEncryption, { now }), [vpnTunnel()], { exempt: [item] });

const MISTAKES: readonly (readonly [object, string])[] = [
  [{ ...good, resource: "" }, "needs resource"],
  [{ ...good, resource: "*" }, 'has resource "*", which every resource fits'],
  [{ ...good, resource: "***" }, "which every resource fits"],
  [{ ...good, resource: "urn:pulumi:*" }, "which every resource fits"],
  [{ resource: "a", reason: "b" }, "needs until"],
  [{ ...good, until: "soon" }, "needs until"],
  [{ ...good, until: "2026-13-45" }, "there is no day 2026-13-45"],
  [{ ...good, until: "2026-02-31" }, "there is no day 2026-02-31"],
  [{ ...good, until: "2027-02-29" }, "there is no day 2027-02-29"],
  [{ ...good, until: "2999-12-31" }, "holds for at most 400 days, now until 2027-07-20"],
  [{ ...good, until: "2027-07-21" }, "holds for at most 400 days"],
  [{ ...good, reason: " " }, "needs a reason"],
  [{ ...good, owner: "" }, "has an owner that is no text"],
  [{ ...good, ticket: 12 }, "has a ticket that is no text"],
  [{ ...good, value: ["des"] }, "has a value that is no text"],
  [{ ...good, for: "c" }, "has an unknown property for; possible are resource, rules"],
];

describe("an exemption", () => {
  it.each(MISTAKES)("%j is refused in a file and in a pack", async (item, why) => {
    await expect(inFile(item)).rejects.toThrow(why);
    expect(inPack(item)).toThrow(why);
    expect(inPack(item)).toThrow(PackError);
  });

  it.each([
    [{ ...good, rules: ["alicloud-vpn-tunnel-encryption"] }, "there is no such rule"],
    [{ ...good, rules: [] }, "needs in rules a list of names"],
    [{ ...good, group: "algos" }, "possible are algorithms, cidrs, keys"],
    [{ ...good, group: "keys", rules: ["alicloud-vpn-tunnel-psk-unique"] }, "give one of them"],
  ])("%j is refused in a pack", (item, why) => expect(inPack(item)).toThrow(why));

  it.each([{ rules: [ikeEncryption.name] }, { group: "algorithms" }])(
    "from %j is refused in a rule's own settings, which say it already",
    async (scope) => expect(inFile({ ...good, ...scope })).rejects.toThrow("from this rule only"),
  );

  it("may end on the last day that is possible, and names its entry among several", async () => {
    expect(inPack({ ...good, until: "2027-07-20" })).not.toThrow();
    const two = { exempt: [good, { ...good, until: "never" }] };
    await expect(run(toPolicy(ikeEncryption, { now }), [vpnTunnel()], two)).rejects.toThrow("entry 2 needs until");
  });
});

describe("a level in createPack", () => {
  // A program in JavaScript has no types.
  const pack = (options: object) => () => createPack({ now, ...options });
  const LEVELS = "must be one of advisory, mandatory, remediate, disabled; given: ";

  it.each([
    [{ level: "mandatry" }, `level ${LEVELS}"mandatry"`],
    [{ overrides: { [ikeEncryption.name]: "mandatry" } }, `override of ${ikeEncryption.name} ${LEVELS}"mandatry"`],
    [{ overrides: { [ikeEncryption.name]: { enforcementLevel: 1 } } }, `enforcementLevel ${LEVELS}1`],
  ])("%j is one error that names the levels, and has no trace", (options, message) => {
    expect(pack(options)).toThrow(expect.objectContaining({ stack: expect.stringContaining(message) }));
    expect(pack(options)).toThrow(expect.objectContaining({ stack: expect.not.stringContaining("\n") }));
  });

  const from = (day: unknown, rest: object = {}) => ({
    overrides: { [ikeEncryption.name]: { mandatoryFrom: day, ...rest } },
  });
  const policyOf = (options: object) => pack(options)().policies.find(({ name }) => name === ikeEncryption.name);

  it("is advisory before mandatoryFrom, which the description says, and mandatory from that day", () => {
    expect(policyOf(from("2026-06-16"))).toMatchObject({
      enforcementLevel: "advisory",
      description: `${ikeEncryption.description} Mandatory from 2026-06-16.`,
    });
    expect(policyOf(from("2026-06-15", { allowed: ["aes256"] }))).toMatchObject({
      enforcementLevel: "mandatory",
      description: ikeEncryption.description,
    });
  });

  it.each([
    [from("2026-02-31"), 'mandatoryFrom must be a day as YYYY-MM-DD; given: "2026-02-31"'],
    [from(20_260_101), "mandatoryFrom must be a day"],
    [from("2026-07-01", { enforcementLevel: "advisory" }), "mandatoryFrom decides the level"],
  ])("%j is refused", (options, message) => expect(pack(options)).toThrow(message));
});
