// `npm run proof`: the whole IPsec matrix on real daemons, and its results as docs/proof.md.
// `npm run proof -- rollout`: what happens to traffic when tunnels change, and its results as docs/rollout.md.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTypescript } from "./load-typescript.mjs";
import { runScript, setup } from "./setup.mjs";
import { atEnd } from "./setup/interrupt.mjs";
import { repositoryRoot, SetupError } from "./setup/places.mjs";
import { run } from "./setup/processes.mjs";

const PAGE = join(repositoryRoot, "docs", "proof.md");
/** One for each test file that has results; tests/ipsec/proof.ts numbers them. */
const PARTS = 7;
const HEAD = `# What was proven on real daemons

Written by \`npm run proof\`, which takes some ten minutes and needs root on Debian. \`npm test\` runs a fixed selection of it.
`;

const [name, ...args] = process.argv.slice(2);

async function matrix() {
  const { env } = await setup();
  const folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-proof-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const jest = join(repositoryRoot, "node_modules", "jest", "bin", "jest.js");
  const { exitCode } = await run(process.execPath, [jest, "--selectProjects", "ipsec", "--verbose"], {
    cwd: repositoryRoot,
    env: { ...env, IPSEC_MATRIX: "full", PROOF_FOLDER: folder },
    onOutput: (text) => void process.stderr.write(text),
  });
  const parts = readdirSync(folder).sort();
  if (exitCode !== 0 || parts.length < PARTS)
    throw new SetupError(`Not everything was proven, so ${PAGE} stays as it is: see above.`);
  writeFileSync(PAGE, [HEAD, ...parts.map((part) => readFileSync(join(folder, part), "utf8"))].join("\n"));
  process.stdout.write(`${PAGE}\n`);
  return 0;
}

async function rollout() {
  await setup();
  return loadTypescript(join(repositoryRoot, "tests", "ipsec", "rollout", "main.ts")).main(args, atEnd);
}

await runScript(name === "rollout" ? rollout : matrix);
