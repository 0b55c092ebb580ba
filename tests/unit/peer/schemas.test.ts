import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fortios from "./schemas/fortios.json";
import routeros from "./schemas/routeros.json";
import vyos from "./schemas/vyos.json";

/**
 * Every line of the golden files held against what others published about the device's words. The schemas are written
 * by scripts/device-schemas.py, which says where they come from.
 */
const linesOf = (device: string): readonly string[] => {
  const folder = join(__dirname, "golden", device);
  return readdirSync(folder)
    .filter((name) => !name.includes("refused"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line !== "" && !line.startsWith("#"));
};

const unique = (problems: readonly string[]): readonly string[] => [...new Set(problems)];

/** Values by attribute, by table; none for an attribute that takes any. */
const TABLES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = fortios.tables;

function fortiosProblems(lines: readonly string[]): readonly string[] {
  const open: string[] = [];
  return lines.flatMap((line) => {
    const [verb = "", ...words] = line.trim().split(" ");
    const table = open.join("/");
    if (verb === "config") open.push(open.length === 0 ? words.join("-") : (words[0] ?? ""));
    if (verb === "end") open.pop();
    if (!/^(?:config|edit|set|next|end)$/u.test(verb)) return [`no such command: ${line}`];
    if (verb !== "set") return [];
    const [attribute = "", ...values] = words;
    const allowed = TABLES[table]?.[attribute];
    if (allowed === undefined) return [`${table} has no ${attribute}`];
    return allowed.length === 0 || values.every((value) => allowed.includes(value))
      ? []
      : [`${table} ${attribute} cannot be ${values.join(" ")}`];
  });
}

const MENUS: Readonly<Record<string, readonly string[]>> = routeros.menus;

function routerosProblems(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const [, menu = "", rest = ""] = /^(\/.+?) add (.*)$/u.exec(line) ?? [];
    const fields = MENUS[menu];
    if (fields === undefined) return [`no menu: ${line}`];
    const names = rest.split(" ").map((word) => word.split("=")[0] ?? "");
    // The place of a rule is not one of its fields.
    return names
      .filter((name) => name !== "place-before" && !fields.includes(name))
      .map((name) => `${menu} has no ${name}`);
  });
}

interface VyosPlace {
  readonly kind: string;
  readonly multi?: boolean;
  readonly valueless?: boolean;
  readonly patterns?: readonly string[];
}
const PLACES: Readonly<Record<string, VyosPlace>> = vyos.paths;
/** Of releases after the schema's. The file asks for the release. */
const NEWER = / authentication psk \S+ secret-type | vti traffic-selector /u;

function vyosProblems(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    if (NEWER.test(line)) return [];
    const words = [...(line.slice("set ".length).match(/'[^']*'|\S+/gu) ?? [])];
    let path = "";
    while (words.length > 0) {
      path = `${path} ${words.shift() ?? ""}`.trim();
      const place = PLACES[path];
      if (place === undefined) return [`no such place: ${path}`];
      if (place.kind === "tagNode" && words.shift() !== undefined) path += " *";
      if (place.kind !== "leafNode") continue;
      const value = words.join(" ").replaceAll("'", "");
      if ((place.valueless === true) !== (value === "")) return [`a value too few or too many: ${line}`];
      const patterns = place.patterns ?? [];
      // A number or an address has a validator in the place of a pattern.
      const fits =
        patterns.length === 0 ||
        /^[\d./]+$/u.test(value) ||
        patterns.some((each) => new RegExp(`^(?:${each})$`, "u").test(value));
      return fits ? [] : [`${path} cannot be ${value}`];
    }
    return [];
  });
}

/** Several lines with another value each, where the device keeps one. */
function vyosRepeats(lines: readonly string[]): readonly string[] {
  const single = lines.filter((line) => {
    const path = line.slice("set ".length).replace(/ (?:'[^']*'|\S+)$/u, "");
    const place =
      PLACES[
        path.replace(/ (?:peer|psk|neighbor|vti|route|rule|ike-group|esp-group|route-map) \S+/gu, (part) =>
          part.replace(/\S+$/u, "*"),
        )
      ];
    return place?.kind === "leafNode" && place.multi === false;
  });
  const paths = single.map((line) => line.replace(/ (?:'[^']*'|\S+)$/u, ""));
  return paths.filter((path, at) => paths.indexOf(path) !== at);
}

it("FortiOS has every table, attribute and value that is written", () => {
  const lines = linesOf("fortios");
  expect(lines.length).toBeGreaterThan(500);
  expect(unique(fortiosProblems(lines))).toEqual([]);
  const wrong = [
    "config system zone",
    "    edit 1",
    "        set intrazone maybe",
    "        set colour red",
    "    next",
    "end",
  ];
  expect(fortiosProblems(wrong)).toHaveLength(2);
});

it("RouterOS has every menu and field that is written", () => {
  const lines = linesOf("routeros");
  expect(lines.length).toBeGreaterThanOrEqual(20);
  expect(unique(routerosProblems(lines))).toEqual([]);
  expect(routerosProblems(["/ip ipsec peer add name=x colour=red", "/ip ipsec pear add name=x"])).toHaveLength(2);
});

it("VyOS has every place and value that is written, and one value where it keeps one", () => {
  const lines = linesOf("vyos");
  expect(lines.length).toBeGreaterThan(500);
  expect(unique(vyosProblems(lines))).toEqual([]);
  for (const name of readdirSync(join(__dirname, "golden/vyos")).filter((each) => !each.includes("refused"))) {
    const own = readFileSync(join(__dirname, "golden/vyos", name), "utf8").split("\n");
    expect([name, vyosRepeats(own.filter((line) => line.startsWith("set ")))]).toEqual([name, []]);
  }
  const wrong = [
    "set vpn ipsec ike-group x colour 'red'",
    "set policy route-map x rule 10 action 'maybe'",
    "set interfaces vti v ip adjust-mss",
  ];
  expect(vyosProblems(wrong)).toHaveLength(3);
});

it.each(["strongswan", "libreswan"])("the shell can read every script for %s", (device) => {
  const folder = join(__dirname, "golden", device);
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".sh"));
  expect(scripts.length).toBeGreaterThan(5);
  for (const name of scripts) {
    const { status, stderr } = spawnSync("sh", ["-n", join(folder, name)], { encoding: "utf8" });
    expect([name, status, stderr]).toEqual([name, 0, ""]);
  }
});
