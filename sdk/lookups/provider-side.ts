import type * as Lookups from "../../provider/lookups";

// A program that looks nothing up loads nothing of the provider: an `import` would load it. The calls are plain `require`s
// of fixed texts, because a bundler follows those: it puts the files into the bundle and runs them when they are asked for.

/** The look-ups, loaded when first needed. */
export const lookups = (): typeof Lookups => require("../../provider/lookups");
