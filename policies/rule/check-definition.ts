/** Refuses a rule whose name or settings would not work, where it is defined. Pulumi takes both without a word. */

import type { Settings } from "./settings";

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const LONGEST = 100;
/** Names that have another meaning in a configuration file. */
const TAKEN_NAMES: readonly string[] = ["all", "environments"];
/** Settings that every rule has. */
const TAKEN_SETTINGS: readonly string[] = ["enforcementLevel", "exempt", "scopes"];

/** @throws Error that names the rule, what is wrong, and what is allowed. */
export function checkDefinition(name: string, settings: Settings): void {
  const shown = JSON.stringify(name);
  if (TAKEN_NAMES.includes(name))
    throw new Error(`a rule cannot be called ${shown}: that has another meaning in a configuration file`);
  if (!NAME.test(name) || name.length > LONGEST)
    throw new Error(
      `a rule cannot be called ${shown}: a name has small letters, digits and single hyphens, begins with a letter, ` +
        `and has at most ${LONGEST} characters, such as "acme-long-keys"`,
    );
  const taken = Object.keys(settings).find((setting) => TAKEN_SETTINGS.includes(setting));
  if (taken !== undefined) throw new Error(`the rule ${shown} cannot have a setting ${taken}: every rule has one`);
}
