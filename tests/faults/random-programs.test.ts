// Random declared subsets, random drift, random interleavings of several tunnels, under random modes and passing
// faults: after up every declared value is as declared, every other one as it was or as derived, and a second up sends
// nothing.
import * as fc from "fast-check";
import type { Values } from "../../provider/core/field";
import { nest, pick } from "../../provider/core/property-tree";
import { readState } from "../../provider/resources/vpn-tunnel/state/tunnel-state";
import { modeChoices, type FaultSpec, type Modes } from "../../simulator";
import { chanceFrom, pumpedTime } from "./pumped-time";
import { drift, expectedSettings, liveSettings, PLACES, settingsFor, WORLD, type Place } from "./random-programs";
import { openScene, type Scene } from "./scene";
import type { Program } from "./stack";

jest.setTimeout(900_000);

/** FAULTS_RUNS=1000 for a thorough search. */
const RUNS = Number(process.env["FAULTS_RUNS"] ?? 100);

const KEY = "tunnelIkeConfig.psk";
const HIDDEN_KEY = { [KEY]: "The-key-where-none-is-shown" };

/** What happens to one tunnel. */
interface Story {
  readonly place: Place;
  readonly byRole: boolean;
  /** Changed in the console before it is adopted. */
  readonly before: Values;
  /** Declared in the first program; absent where only the second one has the tunnel. */
  readonly first: Values | undefined;
  /** Changed in the console between the two. */
  readonly between: Values;
  readonly second: Values;
}

const story = (place: Place): fc.Arbitrary<Story> =>
  fc.record({
    place: fc.constant(place),
    byRole: fc.boolean(),
    before: settingsFor(place),
    first: fc.option(settingsFor(place), { nil: undefined }),
    between: settingsFor(place),
    second: settingsFor(place),
  });

const stories = fc
  .subarray([...PLACES], { minLength: 1, maxLength: 5 })
  .chain((places) => fc.tuple(...places.map(story)));

/**
 * All but `statuses`: where no tunnel shows one, the two of a connection go in two runs (tests/lifecycle/hard-cases).
 */
const modes: fc.Arbitrary<Partial<Modes>> = fc.record(
  {
    psk: fc.constantFrom(...modeChoices.psk),
    omitted: fc.constantFrom(...modeChoices.omitted),
    tunnelValues: fc.constantFrom(...modeChoices.tunnelValues),
    dualTunnelTopLevel: fc.constantFrom(...modeChoices.dualTunnelTopLevel),
    unsetTunnelFields: fc.constantFrom(...modeChoices.unsetTunnelFields),
    emptyTags: fc.constantFrom(...modeChoices.emptyTags),
    tunnelOrder: fc.constantFrom(...modeChoices.tunnelOrder),
    replyState: fc.constantFrom(...modeChoices.replyState),
    busy: fc.constantFrom(...modeChoices.busy),
  },
  { requiredKeys: [] },
);

/** Slow calls, which change who comes first, and faults that pass. */
const troubles: fc.Arbitrary<readonly FaultSpec[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      "delay",
      "delay",
      "delay",
      "throttle",
      "http-503",
      "reset-before",
      "reset-after",
      "malformed",
    ),
    call: fc.integer({ min: 1, max: 40 }),
    ms: fc.integer({ min: 1, max: 5000 }),
  }),
  { maxLength: 8 },
);

/** A key that the API does not show must be declared beside what travels with it, and nobody sees that it drifts. */
function declarable(values: Values, showsKeys: boolean): Values {
  const touchesIke = Object.keys(values).some((path) => path.startsWith("tunnelIkeConfig."));
  return !showsKeys && touchesIke ? { ...HIDDEN_KEY, ...values } : values;
}
const driftable = (values: Values, showsKeys: boolean): Values =>
  showsKeys ? values : pick(values, (path) => path !== KEY);

function programOf(told: readonly Story[], declared: (one: Story) => Values | undefined): Program {
  return Object.fromEntries(
    told.flatMap((one) => {
      const values = declared(one);
      if (values === undefined) return [];
      const { vpnConnectionId, tunnelId, role } = one.place;
      return [[tunnelId, { vpnConnectionId, ...(one.byRole ? { role } : { tunnelId }), ...nest(values) }]];
    }),
  );
}

/** Runs up, and compares every tunnel of the world with what it must be; then once more, for which nothing is left. */
async function upAndCompare(
  { sim, stack }: Scene,
  program: Program,
  declared: (place: Place) => Values | undefined,
  faults: readonly FaultSpec[],
): Promise<void> {
  const resets = sim.modes.omitted === "reset-leaf";
  const expected = PLACES.map((place) => [
    place.tunnelId,
    expectedSettings(liveSettings(sim, place), declared(place) ?? {}, resets),
  ]);
  for (const fault of faults) sim.fault(fault);
  expect((await stack.up(program)).errors).toEqual({});
  sim.clearFaults();
  expect(PLACES.map((place) => [place.tunnelId, liveSettings(sim, place)])).toEqual(expected);
  for (const name of Object.keys(program)) {
    const place = PLACES.find(({ tunnelId }) => tunnelId === name);
    const values = (place && declared(place)) ?? {};
    expect(readState(stack.stored(name)?.outputs ?? {}).values).toMatchObject(values);
  }

  sim.clearJournal();
  const again = await stack.up(program);
  expect({ errors: again.errors, steps: new Set(Object.values(again.steps)) }).toEqual({
    errors: {},
    steps: new Set(Object.keys(program).length > 0 ? ["same"] : []),
  });
  expect(sim.journal).toEqual([]);
}

it("after up of a random program, each declared value is in force, every other one is as before, and nothing is left to do", async () => {
  await fc.assert(
    fc.asyncProperty(stories, modes, troubles, fc.nat(), async (told, underModes, faults, seed) => {
      const scene = await openScene({
        time: pumpedTime(chanceFrom(seed)),
        simulator: { topology: WORLD, modes: underModes },
        config: { "alicloud-vpn:establishSeconds": "60" },
      });
      const showsKeys = (underModes.psk ?? "plain") === "plain";
      const of = (place: Place): Story | undefined => told.find((one) => one.place === place);
      const declaredIn = (which: "first" | "second") => (place: Place) => {
        const values = of(place)?.[which];
        return values && declarable(values, showsKeys);
      };
      try {
        for (const { place, before } of told) drift(scene.sim, place, driftable(before, showsKeys));
        scene.sim.settle();
        const first = declaredIn("first");
        await upAndCompare(
          scene,
          programOf(told, ({ place }) => first(place)),
          first,
          faults,
        );

        for (const { place, between } of told) drift(scene.sim, place, driftable(between, showsKeys));
        scene.sim.settle();
        expect((await scene.stack.refresh()).errors).toEqual({});
        const second = declaredIn("second");
        await upAndCompare(
          scene,
          programOf(told, ({ place }) => second(place)),
          second,
          faults,
        );
      } finally {
        await scene.close();
      }
    }),
    { numRuns: RUNS },
  );
});
