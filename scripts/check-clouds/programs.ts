import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyCase, fitting } from "../../tests/unit/peer/clouds/cases";

/** Writes the program of every cloud in every form that its end can have. */
export function writePrograms(folder: string): void {
  for (const [, form, renderer, { sample, options }] of everyCase)
    for (const { name, text } of renderer.render(fitting(sample), options).files)
      if (name.endsWith(".ts")) writeFileSync(join(folder, `${form}.${name}`), text);
}
