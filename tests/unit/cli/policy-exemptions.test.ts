import { dayAfter, dayOf } from "../../../policies/subjects/calendar-day";
import { runTool } from "./captured-run";
import { VPN_TUNNEL, policyFiles, tunnelUrn } from "./policy-files";

const files = policyFiles();
afterAll(() => files.remove());

const inDays = (days: number): string => dayAfter(dayOf(new Date()), days);
const ENCRYPTION = "alicloud-vpn-tunnel-ike-encryption";
const one = (changes: object = {}) => ({ resource: "plant-*", reason: "ordered", until: inDays(200), ...changes });
const config = (...exempt: readonly object[]) => ({ all: "mandatory", [ENCRYPTION]: { exempt } });
const run = (verb: string, ...args: readonly string[]) => runTool(["policy-exemptions", verb, ...args]);
const write = (content: unknown): string => files.write("exemptions.json", content);
const state = (...names: readonly string[]): string =>
  files.write("state.json", {
    deployment: { resources: names.map((name) => ({ type: VPN_TUNNEL, urn: tunnelUrn(name) })) },
  });

describe("policy-exemptions list", () => {
  it("shows each exemption of configuration files and of lists, whatever its state", async () => {
    const list = files.write("list.json", [
      one({ resource: "lyon", group: "keys", value: "des", owner: "net team", ticket: "NET-7", until: inDays(-1) }),
    ]);
    const { code, out } = await run("list", write(config(one())), list);
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^RESOURCE +FROM +VALUE +UNTIL +STATE +GRANTED +REASON$/u);
    expect(lines[1]).toMatch(new RegExp(`^plant-\\* +${ENCRYPTION} +any +${inDays(200)} +holds +ordered$`, "u"));
    expect(lines[2]).toMatch(
      new RegExp(`^lyon +group keys +des +${inDays(-1)} +ended +net team, NET-7 +ordered$`, "u"),
    );
  });

  it("gives programs the same as data", async () => {
    const { out } = await run("list", write(config(one({ value: "3des" }))), "--format", "json");
    expect(JSON.parse(out)).toEqual([
      {
        ...one({ value: "3des" }),
        file: files.path("exemptions.json"),
        place: `${ENCRYPTION}.exempt[0]`,
        state: "holds",
        rules: [ENCRYPTION],
        from: ENCRYPTION,
        problems: [],
      },
    ]);
  });

  it("says so where there are none", async () => {
    expect(await run("list", write({ all: "mandatory" }))).toEqual({ code: 0, out: "no exemptions\n", err: "" });
  });
});

describe("policy-exemptions check", () => {
  const problemsOf = async (content: unknown, ...args: readonly string[]) => {
    const { code, out } = await run("check", write(content), "--format", "json", ...args);
    const entries: readonly { readonly problems: readonly { readonly kind: string; readonly text: string }[] }[] =
      JSON.parse(out);
    return { code, problems: entries.flatMap(({ problems }) => problems.map(({ kind, text }) => `${kind}: ${text}`)) };
  };

  it.each([
    [config(one({ until: inDays(-1) })), `ended: ended on ${inDays(-1)}, yesterday`],
    [config(one({ until: "2020-06-30" })), "ended: ended on 2020-06-30"],
    [config(one({ until: "2026-02-31" })), "invalid: needs until"],
    [config(one({ until: "2999-12-31" })), "invalid: has until 2999-12-31; an exemption holds for at most 400 days"],
    [config(one({ resource: "*" })), 'invalid: has resource "*", which every resource fits'],
    [config(one({ resource: "a*" })), "too wide: has only 1 character of a name"],
    [config(one({ resource: "urn:pulumi:prod::*::*" })), "too wide: names no resource"],
    [[one()], "too wide: is from every rule; name rules or a group"],
    [{ exempt: [one()] }, "too wide: is from every rule"],
  ])("finds what is wrong with %j", async (content, problem) => {
    expect(await problemsOf(content)).toEqual({ code: 1, problems: [expect.stringContaining(problem)] });
  });

  it("finds with a state the exemptions that fit nothing, or most of it", async () => {
    const stacks = ["--state", state("plant-1", "plant-2", "plant-3", "hq")];
    expect(await problemsOf(config(one()), ...stacks)).toEqual({
      code: 1,
      problems: ["too wide: fits 3 of 4 resources"],
    });
    expect(await problemsOf(config(one({ resource: "plant-9" })), ...stacks)).toEqual({
      code: 1,
      problems: ["unused: fits no resource of these stacks"],
    });
    expect(await problemsOf(config(one({ resource: "plant-1" })), ...stacks)).toEqual({ code: 0, problems: [] });
  });

  it("finds with a record the exemptions that set no finding aside", async () => {
    const line = { record: "finding", rule: ENCRYPTION, urn: tunnelUrn("plant-1"), path: "p", message: "m" };
    const lines = [{ record: "pack" }, { ...line, exemption: one({ value: "3des" }) }];
    const record = ["--record", files.write("record.jsonl", lines.map((each) => JSON.stringify(each)).join("\n"))];
    expect(await problemsOf(config(one({ value: "3des" })), ...record)).toEqual({ code: 0, problems: [] });
    expect(await problemsOf([one({ value: "3des", group: "algorithms" })], ...record)).toMatchObject({ code: 0 });
    const unused = { code: 1, problems: ["unused: sets no finding aside"] };
    expect(await problemsOf(config(one({ value: "des" })), ...record)).toEqual(unused);
    expect(await problemsOf([one({ value: "3des", group: "keys" })], ...record)).toEqual(unused);
  });

  it("names an exemption that ends soon, and does not fail for it alone", async () => {
    const { code, out } = await run("check", write(config(one({ until: inDays(30) }), one({ until: inDays(31) }))));
    expect(code).toBe(0);
    expect(out).toContain("ends soon");
    expect(out.trimEnd().split("\n")).toHaveLength(2);
    expect((await run("check", write(config(one())))).out).toBe("no problems\n");
  });
});

describe("policy-exemptions", () => {
  it.each([
    [[], /list or check is missing/u],
    [["lst", "a.json"], /there is no policy-exemptions "lst"; did you mean list\?/u],
    [["check"], /<file> is missing/u],
    [["check", files.write("text.json", '"text"')], /is no configuration file and no list of exemptions/u],
    [["check", files.write("c.json", {}), "--state", files.path("c.json")], /is no exported stack/u],
    [["check", files.path("c.json"), "--record", files.path("c.json")], /holds no record of a policy pack/u],
  ])("%j is a mistake of the command line", async (args, message) => {
    expect(await runTool(["policy-exemptions", ...args])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(message),
    });
  });

  it("prints no text that steers a terminal", async () => {
    const { out } = await run("list", write(config(one({ reason: "\u001B[31mred" }))));
    expect(out).not.toContain("\u001B");
  });
});
