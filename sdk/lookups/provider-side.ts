import type * as Lookups from "../../provider/lookups";

// A program without look-ups must load nothing of the provider, and an `import` would load it. The call is a plain
// `require` of a fixed text, because a bundler follows that: it bundles the files and runs them when they are needed.

/** The provider's look-ups, loaded when they are first needed. */
export const lookups = (): typeof Lookups => require("../../provider/lookups");
