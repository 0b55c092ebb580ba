// A stack whose program is in YAML and declares native resources, on a simulator of its own. The plugin is the bundled
// executable, which the project names by its path.
import { execFileSync } from "node:child_process";
import { delimiter, join } from "node:path";
import type { Simulator } from "../../../simulator";
import {
  createStack,
  locateCli,
  repositoryRoot,
  type ConfigValue,
  type EngineStack,
  type StackOptions,
} from "../harness";
import { simulatorConfig } from "../tunnels";

export const TUNNEL = "alicloud-vpn:index:VpnTunnel";
export const PAIR = "alicloud-vpn:index:VpnTunnelPair";

/** The folder of the bundled plugin. */
export const PLUGIN_FOLDER = join(repositoryRoot, "dist", "plugin");

/** A program in YAML; JSON is YAML too. */
export interface YamlProgram {
  readonly resources?: Readonly<Record<string, YamlResource>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface YamlResource {
  readonly type: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly get?: Readonly<Record<string, unknown>>;
}

/** The folder of the language host for YAML; undefined where this machine has none. */
export const yamlHostFolder: string | undefined = whereYamlHost();

function whereYamlHost(): string | undefined {
  const script = join(repositoryRoot, "scripts", "setup", "yaml-host.mjs");
  const found: { folder?: string } = JSON.parse(
    execFileSync(process.execPath, [script, "--where"], { encoding: "utf8" }),
  );
  return found.folder;
}

/** The tests of a file, or one that says why there are none here. */
export const describeYaml = yamlHostFolder === undefined ? describe.skip : describe;

/** The words of a stack's configuration in the namespace of the plugin. */
export function nativeConfig(sim: Simulator): Record<string, ConfigValue> {
  return Object.fromEntries(
    Object.entries(simulatorConfig(sim)).map(([key, value]) => [key.replace(/^alicloud:/u, "alicloud-vpn:"), value]),
  );
}

/** The stack, not yet deployed. */
export async function yamlStack(
  sim: Simulator,
  program: YamlProgram,
  options: Partial<StackOptions> = {},
): Promise<EngineStack> {
  return createStack({
    runtime: "yaml",
    installed: false,
    pulumiYaml: `plugins: {providers: [{name: alicloud-vpn, path: ${JSON.stringify(PLUGIN_FOLDER)}}]}`,
    ...options,
    files: { "Main.yaml": JSON.stringify(program), ...options.files },
    config: { ...nativeConfig(sim), ...options.config },
    env: { PATH: [yamlHostFolder, locateCli().path].join(delimiter), ...options.env },
  });
}

/** Replaces the program. */
export function rewrite(stack: EngineStack, program: YamlProgram): void {
  stack.project.write({ "Main.yaml": JSON.stringify(program) });
}
