import { forbiddenIn, type Forbidden } from "./forbidden-code";
import { sourcesIn, textOf } from "./source-files";

const EVERYWHERE = ["sdk", "provider", "peer", "ipsec", "policies", "simulator", "cli", "examples", "scripts", "tests"];
const SHIPPED = ["sdk", "provider", "peer", "ipsec", "policies", "simulator", "cli"];

const placesOf = (what: Forbidden, folders: readonly string[]): string[] =>
  sourcesIn(...folders).flatMap((file) =>
    forbiddenIn(textOf(file))
      .filter((each) => each.what === what)
      .map(({ line }) => `${file}:${line}`),
  );

describe("forbidden code", () => {
  it.each<[Forbidden, string]>([
    ["any", "let x: any;"],
    ["any", "const x = y as any;"],
    ["any", "const x = (y: Record<string, any[]>) => y;"],
    ["any", "function f<T = any>(x: T) {}"],
    ["double cast", "const x = y as unknown as string;"],
    ["double cast", "const x = (y as object) as string;"],
    ["silenced compiler", "// @ts-ignore\nconst x = 1;"],
    ["silenced compiler", "  /* @ts-expect-error: because */ f();"],
    ["silenced compiler", "// @ts-nocheck"],
    ["message inspected", 'if (error.message.includes("x")) f();'],
    ["message inspected", "error.message.toLowerCase().match(/x/);"],
    ["message inspected", 'e.cause?.message.startsWith("x");'],
    ["message inspected", "/x/.test(error.message);"],
    ["require of a file", 'const api = require("../api/clock");'],
    ["require of a file", "const api = require(`../api/${name}`);"],
    ["require of a file", 'import type { A } from "../api/account"; const api = require("../api/clock");'],
    ["require of a file", 'import { A } from "../api/clock"; const api = require("../api/clock");'],
  ])("is found where it is planted, %s: %s", (what, code) => {
    expect(forbiddenIn(code).map((each) => each.what)).toContain(what);
  });

  it.each([
    "// any of them; error.message.includes is forbidden",
    'const text = "let x: any"; const many = { any: 1 };',
    "const x = y as const; const z = { ...(x as object) };",
    'if (message.includes("x")) f(error.message);',
    'const load = createRequire(entry); load("x");',
    'const library = require("@alicloud/pop-core");',
    'import type * as Clock from "../api/clock"; const clock = (): typeof Clock => require("../api/clock");',
    "const problem = checks.find((each) => each.matches(error.code));",
  ])("is not found in allowed code: %s", (code) => expect(forbiddenIn(code)).toEqual([]));
});

describe("the project", () => {
  it.each<[Forbidden, string, readonly string[]]>([
    ["any", "anywhere", EVERYWHERE],
    ["double cast", "anywhere", EVERYWHERE],
    ["silenced compiler", "in what is shipped", [...SHIPPED, "scripts", "examples"]],
    ["message inspected", "in provider, sdk and cli: whoever decides asks the category", ["provider", "sdk", "cli"]],
    ["require of a file", "in what is shipped: the layers are held against imports", SHIPPED],
  ])("has no %s %s", (what, _, folders) => {
    expect(placesOf(what, folders)).toEqual([]);
  });
});
