/** The files of a new policy pack, by their paths in its folder. */

import type { PresetId } from "../../policies/presets";

export interface NewPack {
  /** The name of the pack and of its npm package. */
  readonly name: string;
  readonly language: "typescript" | "javascript";
  readonly preset: PresetId | undefined;
  /** The version of this package. */
  readonly version: string;
}

export function packFiles(pack: NewPack): Readonly<Record<string, string>> {
  const isTyped = pack.language === "typescript";
  return {
    "PulumiPolicy.yaml": "runtime: nodejs\ndescription: Rules for IPsec-VPN tunnels of Alibaba Cloud\n",
    "package.json": manifest(pack),
    [isTyped ? "index.ts" : "index.js"]: isTyped ? typedProgram(pack) : program(pack),
    ...(isTyped ? { "tsconfig.json": TSCONFIG } : {}),
    "samples/alicloud-vpn-tunnel-ike-encryption/allowed/aes256.yaml": sample("aes256"),
    "samples/alicloud-vpn-tunnel-ike-encryption/disallowed/des.yaml": sample("des"),
    ".gitignore": "node_modules/\n*.tgz\n",
    "README.md": readme(pack),
  };
}

function manifest({ name, language, version }: NewPack): string {
  const content = {
    name,
    version: "1.0.0",
    private: true,
    main: language === "typescript" ? "index.ts" : "index.js",
    scripts: { test: "pulumi-alicloud-vpn policy-test . samples" },
    dependencies: {
      "@pulumi/policy": "^1.21.0",
      "@pulumi/pulumi": ">=3.216.0 <4",
      "pulumi-alicloud-vpn": `^${version}`,
      ...(language === "typescript" ? { "@types/node": "^20.19.0", "ts-node": "^10.9.2", typescript: "^5.9.0" } : {}),
    },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

const TSCONFIG = `${JSON.stringify(
  {
    compilerOptions: {
      target: "es2022",
      module: "node16",
      moduleResolution: "node16",
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ["node"],
    },
    files: ["index.ts"],
  },
  undefined,
  2,
)}\n`;

const typedProgram = (pack: NewPack): string => `import { PolicyPack } from "@pulumi/policy";
import { createPack } from "pulumi-alicloud-vpn/policies";

${body(pack)}`;

const program = (pack: NewPack): string => `const { PolicyPack } = require("@pulumi/policy");
const { createPack } = require("pulumi-alicloud-vpn/policies");

${body(pack)}`;

const body = ({ name, preset }: NewPack): string => `new PolicyPack(
  ${JSON.stringify(name)},
  createPack({
${preset === undefined ? "" : `    preset: ${JSON.stringify(preset)},\n`}    // A level or settings for single rules, by their names.
    overrides: {},
    // Resources that no rule applies to, each with a reason and a last day.
    exempt: [],
  }),
);
`;

const sample = (algorithm: string): string => `type: VpnTunnel
name: branch
props:
  vpnConnectionId: vco-1
  role: master
  tunnelIkeConfig:
    ikeEncAlg: ${algorithm}
`;

const readme = ({ name }: NewPack): string => `# ${name}

Rules for IPsec-VPN tunnels of Alibaba Cloud.

- \`npm install\` installs the pack's packages, and \`npm test\` holds the pack against \`samples/\`.
- \`pulumi preview --policy-pack <this folder>\` judges a program.
- \`pulumi policy publish <organisation>\` gives the pack to an organisation of Pulumi Cloud. Raise \`version\` in
  package.json first: each version is published once.
`;
