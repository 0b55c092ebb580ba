import { renderers } from "../../../peer";
import { EVERY_VALUE, outcome } from "./every-value";

const withTunnels = renderers.filter(({ writes }) => writes !== "BGP");

describe.each(withTunnels.map((renderer) => [renderer.id, renderer] as const))(
  "the configuration for %s",
  (_, renderer) => {
    it.each(EVERY_VALUE)(
      "tells every value of %s from every other, or refuses it by this name",
      (property, samples) => {
        const outcomes = samples.map((sample) => outcome(renderer, sample));
        const texts = outcomes.flatMap((one) => ("text" in one ? [one.text] : []));
        expect(texts.length).toBeGreaterThan(0);
        expect(new Set(texts).size).toBe(texts.length);
        const refusals = outcomes.flatMap((one) => ("refused" in one ? [one.refused] : []));
        expect(refusals.filter((refused) => refused !== property)).toEqual([]);
      },
    );
  },
);
