import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { FULL_POLICIES, benchPolicies } from "./policies-bench";
import { policiesTable } from "./policies-table";
import { FULL, benchSimulator } from "./simulator-bench";
import { simulatorTable } from "./simulator-table";
import { benchTunnels } from "./tunnels/bench";
import { PLAN_HELP, PLAN_OPTIONS, readPlan } from "./tunnels/plan";
import { tunnelsTable } from "./tunnels/table";

const HELP = `npm run bench -- simulator | policies | tunnels [--json FILE]

Prints a table, and writes the figures to FILE (absent: one in the folder for temporary files, which is printed). Nothing passes or fails on absolute times.
${PLAN_HELP}`;

type Values = Parameters<typeof readPlan>[0];

/** Each bench by its name: measures, and tells what it measured as a table and as data. */
const BENCHES: Readonly<Record<string, (values: Values) => Promise<{ table: string; data: object }>>> = {
  async simulator() {
    const data = await benchSimulator(FULL);
    return { table: simulatorTable(data), data };
  },
  async policies() {
    const data = await benchPolicies(FULL_POLICIES);
    return { table: policiesTable(data), data };
  },
  async tunnels(values) {
    const data = await benchTunnels(readPlan(values));
    return { table: tunnelsTable(data), data };
  },
};

/** Runs the bench that the command line names; the exit code. */
export async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "string" }, help: { type: "boolean", short: "h" }, ...PLAN_OPTIONS },
  });
  const [name = ""] = positionals;
  const bench = BENCHES[name];
  if (values.help || !bench || positionals.length !== 1) {
    process.stdout.write(HELP);
    return values.help ? 0 : 1;
  }
  const { table, data } = await bench(values);
  const machine = { node: process.version, platform: process.platform, cpus: cpus().length };
  const file = resolve(values.json ?? join(tmpdir(), "pulumi-alicloud-vpn-bench", `${name}.json`));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ bench: name, machine, ...data }, undefined, 2)}\n`);
  process.stdout.write(`${table}\nfigures: ${file}\n`);
  return 0;
}
