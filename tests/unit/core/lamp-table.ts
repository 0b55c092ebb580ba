import type { Field, FieldTable } from "../../../provider/core/field";
import { anyText, flag, integer, oneOf, text } from "../../../provider/core/rules";

/** A made-up device with one row for everything that a field table can say: core is to know no cloud. */

const word = (min: number, samples: readonly string[]) =>
  text(`a word of at least ${min} letters`, (value) => (value.length >= min ? undefined : "must be longer"), {
    accepted: samples,
    refused: [""],
  });

const fields: readonly Field[] = [
  { path: "lampId", kind: "identity", required: true, rule: word(1, ["lamp-1", "lamp-2"]), doc: "The lamp." },
  { path: "floor", kind: "identity", rule: integer(0, 9), doc: "Floor of the house." },
  { path: "colour", kind: "setting", wire: "Colour", rule: oneOf(["red", "green", "blue"]), doc: "Colour." },
  { path: "isOn", kind: "setting", wire: "IsOn", rule: flag(), doc: "Whether it shines." },
  {
    path: "label",
    kind: "setting",
    wire: "Label",
    rule: text("a label without digits", (value) => (/\d/u.test(value) ? "must not hold digits" : undefined), {
      accepted: ["Hall", "hall", "Porch"],
      refused: ["4"],
      canonical: (value) => value.toLowerCase(),
    }),
    doc: "Label; case does not count.",
  },
  { path: "radio.channel", kind: "setting", wire: "Radio.Channel", rule: integer(1, 13), doc: "Channel." },
  {
    path: "radio.gain",
    kind: "setting",
    wire: "Radio.Gain",
    rule: integer(0, 100),
    derivedFrom: { path: "radio.channel" },
    doc: "Gain; computed anew for another channel.",
  },
  {
    path: "radio.name",
    kind: "setting",
    wire: "Radio.Name",
    rule: word(1, ["auto-red", "my own"]),
    derivedFrom: { path: "colour", keeps: (value) => !String(value).startsWith("auto-") },
    doc: "Name; computed from the colour unless it was set to one that does not begin with auto-.",
  },
  {
    path: "radio.key",
    kind: "setting",
    wire: "Radio.Key",
    rule: word(4, ["open sesame", "abracadabra"]),
    secret: true,
    disclosed: (key) => !key.endsWith("****"),
    doc: "Key.",
  },
  { path: "timer.hours", kind: "setting", wire: "Timer.Hours", rule: integer(0, 24), doc: "Hours." },
  { path: "timer.repeat", kind: "setting", wire: "Timer.Repeat", rule: flag(), doc: "Whether it repeats." },
  { path: "radio.source.disc", kind: "option", rule: word(1, ["one"]), doc: "A disc." },
  { path: "radio.source.wave", kind: "option", rule: integer(1, 3), doc: "A wave." },
  { path: "owner", kind: "option", rule: word(1, ["anna", "ben"]), doc: "Who pays." },
  { path: "heat", kind: "output", wire: "Heat", rule: integer(0, 999), doc: "Temperature." },
  { path: "radio.peer", kind: "output", wire: "Radio.Peer", rule: anyText(), doc: "The other end." },
];

export const lampTable: FieldTable = {
  fields,
  groups: [
    { path: "radio", wire: "Radio", doc: "The radio." },
    { path: "radio.source", exactlyOne: true, doc: "Where the music comes from." },
    { path: "timer", wire: "Timer", doc: "The timer." },
  ],
  relations: [
    {
      doc: "A timer that repeats needs its hours.",
      check: (values, unknown) =>
        values["timer.repeat"] === true && values["timer.hours"] === undefined && !unknown.has("timer.hours")
          ? [{ property: "timer.hours", reason: "is required where timer.repeat is true" }]
          : [],
    },
  ],
};
