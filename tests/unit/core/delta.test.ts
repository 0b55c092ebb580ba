import * as fc from "fast-check";
import { delta } from "../../../provider/core/delta";
import { sameValue } from "../../../provider/core/diff";
import { blockOf, fieldsOf } from "../../../provider/core/field";
import { valuesOf } from "./arbitraries";
import { lampTable } from "./lamp-table";

const settings = fieldsOf(lampTable, "setting");
const anySettings = valuesOf(lampTable, "setting");
const pathsIn = (fields: readonly { readonly path: string }[]): string[] => fields.map((field) => field.path);
const blocksIn = (paths: readonly string[]): Set<string | undefined> =>
  new Set(settings.filter((field) => paths.includes(field.path)).map(blockOf));

/** A lamp as the API shows it, in full. */
const live = {
  colour: "red",
  isOn: true,
  label: "Hall",
  "radio.channel": 3,
  "radio.gain": 40,
  "radio.name": "auto-red",
  "radio.key": "open sesame",
  "timer.hours": 8,
  "timer.repeat": false,
} as const;

describe("delta", () => {
  it("is empty where everything declared is as observed", () => {
    fc.assert(
      fc.property(anySettings, anySettings, (declared, other) => {
        expect(delta(lampTable, declared, { ...other, ...declared })).toEqual({
          differing: [],
          send: {},
          undisclosed: [],
          rederived: [],
        });
      }),
    );
  });

  it("is empty where nothing is declared", () => {
    fc.assert(fc.property(anySettings, (observed) => expect(delta(lampTable, {}, observed).send).toEqual({})));
  });

  it("names exactly the declared settings that differ", () => {
    fc.assert(
      fc.property(anySettings, anySettings, (declared, observed) => {
        const expected = Object.keys(declared).filter(
          (path) => !sameValue(lampTable, path, declared[path], observed[path]),
        );
        expect(pathsIn(delta(lampTable, declared, observed).differing).sort()).toEqual(expected.sort());
      }),
    );
  });

  it("sends only blocks in which something differs or would be derived anew, and every declared value of them as declared", () => {
    fc.assert(
      fc.property(anySettings, anySettings, (declared, observed) => {
        const { differing, send } = delta(lampTable, declared, observed);
        const changing = new Set(pathsIn(differing));
        const derived = settings.filter(({ path, derivedFrom }) => {
          const value = observed[path];
          const isKept = value !== undefined && (derivedFrom?.keeps?.(value) ?? false);
          return path in declared && derivedFrom !== undefined && changing.has(derivedFrom.path) && !isKept;
        });
        const touched = blocksIn([...changing, ...derived.map(({ path }) => path)]);
        expect(blocksIn(Object.keys(send))).toEqual(touched);
        const inTouched = settings.filter((each) => touched.has(blockOf(each)) && each.path in declared);
        for (const { path } of inTouched) expect(send[path]).toBe(declared[path]);
      }),
    );
  });

  it("sends a touched block complete: what is not declared as it is observed, unless the API derives it anew", () => {
    fc.assert(
      fc.property(anySettings, (declared) => {
        const { differing, send, undisclosed } = delta(lampTable, declared, live);
        const touched = blocksIn(Object.keys(send));
        const changing = new Set(pathsIn(differing));
        expect(undisclosed).toEqual([]);
        for (const field of settings.filter((each) => touched.has(blockOf(each)) && !(each.path in declared))) {
          const source = field.derivedFrom?.path;
          const expected =
            source !== undefined && changing.has(source) ? undefined : live[field.path as keyof typeof live];
          expect([field.path, send[field.path]]).toEqual([field.path, expected]);
        }
      }),
    );
  });

  it("converges: with the answer of an API that does as it is told nothing is left to do", () => {
    fc.assert(
      fc.property(anySettings, anySettings, (declared, observed) => {
        const after = { ...observed, ...delta(lampTable, declared, observed).send };
        expect(delta(lampTable, declared, after).differing).toEqual([]);
      }),
    );
  });
});

describe("a value that the API derives from another", () => {
  it("is left to the API where its source changes", () => {
    expect(delta(lampTable, { "radio.channel": 5 }, live).send).not.toHaveProperty(["radio.gain"]);
    expect(delta(lampTable, { "radio.channel": 5, "radio.gain": 7 }, live).send["radio.gain"]).toBe(7);
  });

  it("is sent along where only its neighbours change", () => {
    expect(delta(lampTable, { "radio.key": "abracadabra" }, live).send).toEqual({
      "radio.channel": 3,
      "radio.gain": 40,
      "radio.name": "auto-red",
      "radio.key": "abracadabra",
    });
  });

  it("is kept where it was set to something of its own, though its source in another block changes", () => {
    const declared = { colour: "blue", "radio.gain": 50 };
    expect(delta(lampTable, declared, live).send).not.toHaveProperty(["radio.name"]);
    const custom = { ...live, "radio.name": "my own" };
    expect(delta(lampTable, declared, custom).send["radio.name"]).toBe("my own");
  });
});

describe("a value that the API withholds", () => {
  const { "radio.key": _, ...withheld } = live;

  it("is reported where its block has to be sent without it", () => {
    const { undisclosed, send } = delta(lampTable, { "radio.channel": 5 }, withheld);
    expect(pathsIn(undisclosed)).toEqual(["radio.key"]);
    expect(send).not.toHaveProperty(["radio.key"]);
  });

  it("is not reported where its block is not touched", () => {
    expect(delta(lampTable, { isOn: false }, withheld).undisclosed).toEqual([]);
  });

  it("is sent, not reported, where it is declared", () => {
    const declared = { "radio.channel": 5, "radio.key": "abracadabra" };
    const { undisclosed, send } = delta(lampTable, declared, withheld, { "radio.key": "abracadabra" });
    expect(undisclosed).toEqual([]);
    expect(send["radio.key"]).toBe("abracadabra");
  });

  it("is compared with the last known one, which is never sent by itself", () => {
    const assumed = { "radio.key": "abracadabra" };
    expect(delta(lampTable, { "radio.key": "abracadabra" }, withheld, assumed).differing).toEqual([]);
    expect(pathsIn(delta(lampTable, { "radio.key": "open sesame" }, withheld, assumed).differing)).toEqual([
      "radio.key",
    ]);
    const undeclared = delta(lampTable, { "radio.channel": 5 }, withheld, assumed);
    expect(undeclared.send).not.toHaveProperty(["radio.key"]);
    expect(pathsIn(undeclared.undisclosed)).toEqual(["radio.key"]);
  });

  it("differs where it is declared and nothing was known of it: it has to be sent", () => {
    expect(pathsIn(delta(lampTable, { "radio.key": "abracadabra" }, withheld).differing)).toEqual(["radio.key"]);
  });

  it("is compared with the live one where the API does disclose it, whatever was last known", () => {
    const found = delta(lampTable, { "radio.key": "abracadabra" }, live, { "radio.key": "abracadabra" });
    expect(pathsIn(found.differing)).toEqual(["radio.key"]);
  });
});
