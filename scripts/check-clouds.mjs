// `npm run check:clouds`: holds the programs for other clouds against the types of the clouds' own packages. They take
// some minutes and 400 MB, so they are installed in the cache, outside of the checkout, and no test run needs them.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadTypescript } from "./load-typescript.mjs";
import { cacheFolder, repositoryRoot } from "./setup/places.mjs";
import { run } from "./setup/processes.mjs";

/** The versions that the limits were read from too. */
const PACKAGES = ["@pulumi/aws@7.48.0", "@pulumi/azure-native@3.28.0", "@pulumi/gcp@9.37.0"];

const folder = process.env["CLOUDS_FOLDER"] ?? join(cacheFolder(), "clouds");
const programs = join(folder, "programs");

/** @param {string} what @param {string} command @param {string[]} args */
async function step(what, command, args) {
  console.log(what);
  const { exitCode, output } = await run(command, args, { cwd: folder });
  if (exitCode === 0) return;
  console.error(output);
  process.exit(1);
}

const isThere = PACKAGES.every((each) =>
  existsSync(join(folder, "node_modules", each.slice(0, each.lastIndexOf("@")))),
);
mkdirSync(folder, { recursive: true });
if (!isThere) {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
  await step(`installing ${PACKAGES.join(", ")} in ${folder}`, "npm", ["install", ...flags, ...PACKAGES]);
}

rmSync(programs, { recursive: true, force: true });
mkdirSync(programs);
/** @type {{ writePrograms: (folder: string) => void }} */
const { writePrograms } = loadTypescript("./check-clouds/programs.ts");
writePrograms(programs);

const own = (/** @type {string} */ path) => join(repositoryRoot, path);
writeFileSync(
  join(folder, "tsconfig.json"),
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: "node16",
      moduleResolution: "node16",
      target: "es2022",
      types: ["node"],
      typeRoots: [own("node_modules/@types")],
      // One copy of Pulumi for all, as in a user's project.
      paths: {
        "pulumi-alicloud-vpn": [own("sdk/index.ts")],
        "@pulumi/pulumi": [own("node_modules/@pulumi/pulumi/index.d.ts")],
        "@pulumi/pulumi/*": [own("node_modules/@pulumi/pulumi/*")],
      },
    },
    include: ["programs/*.ts"],
  }),
);
const files = readdirSync(programs);
await step(`checking the types of ${files.join(", ")}`, process.execPath, [
  "--max-old-space-size=6000",
  own("node_modules/typescript/bin/tsc"),
  "-p",
  folder,
]);
console.log(`${files.length} programs fit ${PACKAGES.join(", ")}.`);
