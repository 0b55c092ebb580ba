import { isAcknowledged } from "../../../provider/session/acknowledgements";
import { readConfiguration } from "../../../provider/session/configuration";

const KEY = "alicloud-vpn:acknowledge";
const VARIABLE = "ALICLOUD_VPN_ACKNOWLEDGE";
const MASTER = "tun-master";

const read = (config: Record<string, string>, env: Record<string, string> = {}) =>
  readConfiguration({ get: (key) => config[key] }, env).acknowledgements;
const silences = (setting: unknown, tunnelId: string, moment: string): boolean =>
  isAcknowledged(read({ [KEY]: JSON.stringify(setting) }), tunnelId, Date.parse(moment));

const entry = { reason: "the device is replaced", until: "2026-12-31" };

describe("an acknowledgement", () => {
  it("lasts until the end of its day in UTC", () => {
    expect(silences(entry, MASTER, "2026-12-31T23:59:59.999Z")).toBe(true);
    expect(silences(entry, MASTER, "2027-01-01T00:00:00Z")).toBe(false);
  });

  it("covers the tunnel that it names, and every tunnel where it names none", () => {
    const moment = "2026-06-01T12:00:00Z";
    expect(silences(entry, "tun-slave", moment)).toBe(true);
    expect(silences({ ...entry, tunnel: MASTER }, MASTER, moment)).toBe(true);
    expect(silences({ ...entry, tunnel: MASTER }, "tun-slave", moment)).toBe(false);
  });

  it("may be one of a list", () => {
    const list = [
      { ...entry, tunnel: MASTER, until: "2026-01-31" },
      { ...entry, tunnel: "tun-slave" },
    ];
    expect(silences(list, MASTER, "2026-06-01T12:00:00Z")).toBe(false);
    expect(silences(list, "tun-slave", "2026-06-01T12:00:00Z")).toBe(true);
    expect(silences([], MASTER, "2026-06-01T12:00:00Z")).toBe(false);
  });

  it("comes from the configuration, or else from the environment", () => {
    const other = JSON.stringify({ ...entry, tunnel: "tun-other" });
    expect(read({ [KEY]: JSON.stringify(entry) }, { [VARIABLE]: other })).toEqual(
      read({ [KEY]: JSON.stringify(entry) }),
    );
    expect(read({}, { [VARIABLE]: other })).toEqual(read({ [KEY]: other }));
    expect([read({}), read({ [KEY]: "" }), read({ [KEY]: " " })]).toEqual([[], [], []]);
  });

  it("may end on a leap day", () => {
    expect(read({ [KEY]: JSON.stringify({ ...entry, until: "2028-02-29" }) })).toHaveLength(1);
  });
});

describe("a wrong acknowledgement names its source, what was given and what is allowed", () => {
  it.each([
    ["no JSON", "until Friday", /must be JSON: an object like \{"tunnel": .*; given: "until Friday"$/u],
    ["no object", '"yes"', /must be an object like .*, or a list of them; given: "yes"$/u],
    ["a list in a list", `[[${JSON.stringify(entry)}]]`, /must be an object like .*; given: \[\{/u],
    ["no reason", { until: entry.until }, /must have a text as reason; given: nothing$/u],
    ["a blank reason", { ...entry, reason: " " }, /must have a text as reason; given: " "$/u],
    ["no day", { reason: "r" }, /must have a day of the calendar as until, like "2026-12-31"; given: nothing$/u],
    ["31 February", { ...entry, until: "2027-02-31" }, /day of the calendar as until.*; given: "2027-02-31"$/u],
    ["29 February of a common year", { ...entry, until: "2027-02-29" }, /given: "2027-02-29"$/u],
    ["month 13", { ...entry, until: "2027-13-01" }, /given: "2027-13-01"$/u],
    ["a moment", { ...entry, until: "2026-12-31T12:00:00Z" }, /given: "2026-12-31T12:00:00Z"$/u],
    ["a number", { ...entry, until: 20261231 }, /given: 20261231$/u],
    [
      "another id than a tunnel's",
      { ...entry, tunnel: "vco-1" },
      /the id of a tunnel \(tun-\.\.\.\).*given: "vco-1"$/u,
    ],
    ["a misspelt member", { ...entry, tunel: MASTER }, /may have tunnel, reason and until only; given: "tunel"$/u],
  ])("is refused: %s", (_, given, message) => {
    const text = typeof given === "string" ? given : JSON.stringify(given);
    expect(() => read({ [KEY]: text })).toThrow(message);
    expect(() => read({ [KEY]: text })).toThrow(new RegExp(`^${KEY} `, "u"));
    expect(() => read({}, { [VARIABLE]: text })).toThrow(new RegExp(`^${VARIABLE} `, "u"));
    expect(() => read({ [KEY]: text })).toThrow(expect.objectContaining({ name: "ConfigurationError" }));
  });

  it("quotes only the beginning of a long value", () => {
    expect(() => read({ [KEY]: `"${"x".repeat(5000)}"` })).toThrow(/given: "x{99}\.\.\.$/u);
  });
});
