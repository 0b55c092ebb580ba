import {
  differenceOf,
  maskedKeys,
  peerModel,
  plannedPeerModel,
  rendererNamed,
  renderers,
  rendererOf,
} from "../../../peer";
import type { PeerFile, Renderer } from "../../../peer";
import { tunnelsIn } from "../../../peer/renderer/tunnel-line";
import { EVERY_VALUE } from "./every-value";
import { answers, EVERYTHING, model, oneTunnelFor, type Sample } from "./sample";

const OPTIONS = { interface: "port1" };

/** The files of each value of a property that the device can have. */
function variants(renderer: Renderer, samples: readonly Sample[]): readonly (readonly PeerFile[])[] {
  return samples.flatMap((sample) => {
    try {
      return [renderer.render(model({ ...oneTunnelFor(renderer), ...sample }), OPTIONS).files];
    } catch {
      return [];
    }
  });
}

/** Each two configurations of one tunnel that differ in one property, in both directions. */
const pairs = (renderer: Renderer): readonly (readonly [readonly PeerFile[], readonly PeerFile[]])[] =>
  EVERY_VALUE.flatMap(([, samples]) => {
    const files = variants(renderer, samples);
    return files.flatMap((before) =>
      files.filter((after) => after !== before).map((after) => [before, after] as const),
    );
  });

const text = (files: readonly PeerFile[]): string => files.map((file) => file.text).join("\n");

/** What the commands of a difference make of a configuration, by a device that is written down here anew. */
type Device = (before: string, commands: readonly string[]) => unknown;

/** Junos and VyOS: `delete` takes what it names and all below it, `set` replaces a single value. */
const setDevice: Device = (before, commands) => {
  const statements = new Set(before.split("\n").filter((line) => line.startsWith("set ")));
  for (const command of commands) {
    const [verb, rest] = [command.split(" ")[0], command.slice(command.indexOf(" ") + 1)];
    if (verb === "delete")
      for (const statement of statements)
        if (statement === `set ${rest}` || statement.startsWith(`set ${rest} `)) statements.delete(statement);
    if (verb !== "set") continue;
    const value = / (?:'[^']*'|"[^"]*"|\S+)$/u;
    const isList = / (?:id|address|export|import|proposals) \S+$/u.test(command);
    if (!isList)
      for (const statement of statements)
        if (statement.replace(value, "") === command.replace(value, "")) statements.delete(statement);
    statements.add(command);
  }
  return [...statements].sort();
};

/** FortiOS: `set` replaces, `unset` and `delete` take away; a table's place is the path of what is open. */
const fortiosDevice: Device = (before, commands) => {
  const values = new Map<string, string>();
  const open: string[] = [];
  for (const line of [...before.split("\n"), ...commands].map((each) => each.trim())) {
    const [verb = "", name = "", ...rest] = line.split(" ");
    const place = [...open, name].join("/");
    if (verb === "config" || verb === "edit") open.push(line.replace(/^(?:config|edit) /u, ""));
    else if (verb === "end" || verb === "next") open.pop();
    else if (verb === "set") values.set(place, rest.join(" "));
    else if (verb === "unset") values.delete(place);
    else if (verb === "delete") for (const key of values.keys()) if (key.startsWith(`${place}/`)) values.delete(key);
  }
  return Object.fromEntries(values);
};

const DEVICES: Readonly<Record<string, Device>> = { junos: setDevice, vyos: setDevice, fortios: fortiosDevice };

describe.each(Object.entries(DEVICES))("the commands for %s", (id, device) => {
  it("turn each configuration into each other one that differs in one property", () => {
    const renderer = rendererOf(id);
    if (renderer === undefined) throw new Error(id);
    const all = pairs(renderer);
    expect(all.length).toBeGreaterThan(100);
    for (const [before, after] of all) {
      const commands = differenceOf(renderer, before, after)?.changes ?? [];
      expect(device(text(before), commands)).toEqual(device(text(after), []));
    }
  });
});

describe.each(["ios-xe", "asa", "huawei-ar", "huawei-usg", "h3c"])("the commands for %s", (id) => {
  it("have every new line under its own section, and take every old one back or replace it", () => {
    const renderer = rendererOf(id);
    if (renderer === undefined) throw new Error(id);
    const lines = (files: readonly PeerFile[]): readonly string[] =>
      text(files)
        .split("\n")
        .filter((line) => /^[^#!]/u.test(line) && line.trim() !== "quit");
    const all = pairs(renderer);
    expect(all.length).toBeGreaterThan(100);
    for (const [before, after] of all) {
      const commands = differenceOf(renderer, before, after)?.changes ?? [];
      const [old, now] = [lines(before), lines(after)];
      const missing = now.filter((line) => !old.includes(line) && !commands.includes(line));
      expect([missing, commands]).toEqual([[], commands]);
      const words = (line: string): string => line.trim().split(" ")[0] ?? "";
      const left = old.filter(
        (line) =>
          !now.includes(line) &&
          !commands.some((command) => {
            const negated = /^(?:no|undo) (.*)$/u.exec(command.trim())?.[1];
            const isReversed = line.trim() === `undo ${command.trim()}`;
            const isReplaced = negated === undefined && words(command) === words(line);
            return isReversed || isReplaced || (negated !== undefined && line.trim().startsWith(negated));
          }) &&
          // Lines of a section go with it.
          !commands.some((command) => /^(?:no|undo) /u.test(command)),
      );
      expect([left, commands]).toEqual([[], commands]);
    }
  });
});

describe("differences", () => {
  it.each(renderers.map(({ id }) => id))("of %s are none between equal files", (id) => {
    const renderer = rendererNamed(id);
    const sample = id === "frr" ? { ...EVERYTHING, bgp: true } : oneTunnelFor(renderer);
    const { files } = renderer.render(model(sample), OPTIONS);
    expect(files.length).toBeGreaterThan(0);
    expect(differenceOf(renderer, files, files)).toMatchObject({ isSame: true, changes: [], apply: [], reset: [] });
  });

  it("reset each changed tunnel by its own name or address, and none by a command for the whole device", () => {
    const input = answers({ ...EVERYTHING, bgp: true });
    const changes = Object.fromEntries(
      ["tun-first", "tun-second"].map((id) => [id, { "tunnelIkeConfig.ikeLifetime": 7200 }]),
    );
    for (const renderer of renderers.filter(({ id }) => id !== "routeros" && id !== "frr")) {
      const [before, after] = [peerModel(input), plannedPeerModel(input, changes)].map(
        (each) => renderer.render(each, OPTIONS).files,
      );
      const reset = differenceOf(renderer, before ?? [], after ?? [])?.reset.join("\n") ?? "";
      for (const [name, address] of [
        ["ali-mple-t1", "47.98.10.1"],
        ["ali-mple-t2", "47.98.10.2"],
      ])
        expect([renderer.id, reset.includes(`${name}`) || reset.includes(`${address}`)]).toEqual([renderer.id, true]);
    }
  });

  it("print no key of any device", () => {
    const psk = "Planted-key/1";
    const forms = [psk, Buffer.from(psk).toString("base64"), Buffer.from(psk).toString("hex"), "Planted"];
    for (const renderer of renderers.filter(({ writes }) => writes !== "BGP"))
      for (const IkeVersion of ["ikev1", "ikev2"]) {
        const sample = {
          ...oneTunnelFor(renderer),
          ike: { IkeVersion, IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group14", Psk: psk },
        };
        const files = renderer.render(model(sample), OPTIONS).files;
        const masked = maskedKeys(text(files));
        expect([renderer.id, forms.filter((form) => masked.includes(form))]).toEqual([renderer.id, []]);
        expect(masked).toContain("****");
        const [before, after] = [[], files];
        const changes = differenceOf(renderer, before, after)?.changes.join("\n") ?? "";
        expect([renderer.id, forms.filter((form) => maskedKeys(changes).includes(form))]).toEqual([renderer.id, []]);
      }
  });

  it("read the tunnels from the header that the files have", () => {
    const files =
      rendererOf("junos")?.render(model({ ...EVERYTHING, bgp: true }), { ...OPTIONS, number: 101 }).files ?? [];
    expect(tunnelsIn(text(files))[1]).toEqual({
      name: "ali-mple-t2",
      id: "tun-second",
      role: "slave",
      number: 102,
      device: "203.0.113.5",
      cloud: "47.98.10.2",
      bgp: { device: "169.254.11.2", cloud: "169.254.11.1" },
    });
  });
});
