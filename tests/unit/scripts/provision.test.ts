// The frame of what a machine may be unable to have.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { evaluate, removeTemporaryFolders, temporaryFolder } from "./set-up-module";

afterAll(removeTemporaryFolders);

const PROVISION = "setup/provision.mjs";
const attempt = (step: string): unknown =>
  evaluate(PROVISION, `return m.attempt({ what: "asking", name: "the step", ${step} });`).value;
const shell = (script: string): string => `command: "/bin/sh", args: ["-c", ${JSON.stringify(script)}]`;

describe("one step of a set-up", () => {
  it("has no failure where its command succeeds", () => expect(attempt(shell("exit 0"))).toBeUndefined());

  it("gives the last line of a failed command as the reason", () =>
    expect(attempt(shell("echo downloading; echo no such module >&2; exit 1"))).toBe("the step: no such module"));

  it("takes the reason from where the command writes it", () =>
    expect(attempt(`${shell("echo first; echo last; exit 1")}, reason: (text) => text.split("\\n")[0]`)).toBe(
      "the step: first",
    ));

  it("names a command that is not on PATH", () =>
    expect(attempt('command: "no-such-command", args: []')).toBe("no-such-command is not on PATH"));

  it("says that a command was not done in time", () =>
    expect(attempt(`${shell("exec /bin/sleep 60")}, options: { timeoutMs: 1000 }`)).toBe(
      "the step: not done after 1s",
    ));
});

describe("a provision", () => {
  /** How often it was made and what its two callers got, where `find` and `make` are as given. */
  const ensureTwice = (find: string, make: string): unknown => {
    const cache = temporaryFolder();
    return evaluate(
      PROVISION,
      `let made = 0;
       const one = m.provision({ skipped: "some tests", lock: "one", find: () => (${find}), make: async () => { made++; return ${make}; } });
       const found = await Promise.all([one.ensure(), one.ensure()]);
       return { made, found };`,
      { XDG_CACHE_HOME: cache },
    ).value;
  };

  it("is not made where it is there", () => {
    expect(ensureTwice("{ tool: 1 }", "undefined")).toEqual({ made: 0, found: [{ tool: 1 }, { tool: 1 }] });
  });

  it("is made once for two that ask at the same time", () => {
    expect(ensureTwice("made > 0 ? { tool: 1 } : m.NOT_SET_UP", "undefined")).toEqual({
      made: 1,
      found: [{ tool: 1 }, { tool: 1 }],
    });
  });

  it("is refused with the reason of its failure, beside what there is of it", () => {
    const found = { parts: 1, refused: "no network" };
    expect(ensureTwice("{ parts: 1, ...m.NOT_SET_UP }", '"no network"')).toEqual({ made: 2, found: [found, found] });
  });
});

describe("a folder that is made beside its place", () => {
  const makeAside = (body: string): { readonly value: unknown; readonly exitCode: number | null; parent: string } => {
    const parent = temporaryFolder();
    const folder = JSON.stringify(join(parent, "made"));
    const script = `const { writeFileSync } = await import("node:fs");
      return m.makeAside(${folder}, async (draft) => { writeFileSync(draft + "/part", ""); ${body} });`;
    const { value, exitCode } = evaluate(PROVISION, script);
    return { value, exitCode, parent };
  };

  it("appears when it is whole", () => {
    const { value, parent } = makeAside("return undefined;");
    expect(value).toBeUndefined();
    expect(readdirSync(parent)).toEqual(["made"]);
    expect(existsSync(join(parent, "made", "part"))).toBe(true);
  });

  it("leaves nothing where its making fails or throws", () => {
    const failed = makeAside('return "no space";');
    expect([failed.value, readdirSync(failed.parent)]).toEqual(["no space", []]);
    const thrown = makeAside('throw new Error("broken");');
    expect([thrown.exitCode, readdirSync(thrown.parent)]).toEqual([1, []]);
  });
});
