// The Pulumi CLI that the set-up made or found. A test never makes one: that takes minutes and belongs to `npm test`.
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

export const repositoryRoot = resolve(__dirname, "../../..");

export interface PulumiCli {
  /** The executable. */
  readonly command: string;
  /** The folder of the executable, with its language host and dynamic provider. */
  readonly folder: string;
  /** A PATH on which that folder comes first. */
  readonly path: string;
}

let located: PulumiCli | undefined;

export function locateCli(): PulumiCli {
  located ??= ask();
  return located;
}

function ask(): PulumiCli {
  const script = join(repositoryRoot, "scripts", "setup.mjs");
  const answer: unknown = JSON.parse(execFileSync(process.execPath, [script, "--where"], { encoding: "utf8" }));
  if (!isAnswer(answer)) throw new Error(`${script} --where gave an unexpected answer`);
  return { command: join(answer.pulumi, "pulumi"), folder: answer.pulumi, path: answer.path };
}

function isAnswer(value: unknown): value is { pulumi: string; path: string } {
  if (typeof value !== "object" || value === null) return false;
  return "pulumi" in value && typeof value.pulumi === "string" && "path" in value && typeof value.path === "string";
}

// What decides, on a developer's machine, where Pulumi keeps state and which cloud account is used. A test must see
// none of it: it would pass here and fail there, or reach a real account.
const FOREIGN = /^(PULUMI_|ALICLOUD_|ALIBABA_CLOUD_|ALIBABACLOUD_|TS_NODE_|NODE_OPTIONS$|JEST_|NODE_ENV$)/;

/** The environment of a CLI that keeps everything inside one scratch folder. */
export function cliEnvironment(scratch: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: locateCli().path,
    HOME: join(scratch, "home"),
    PULUMI_HOME: join(scratch, "pulumi-home"),
    PULUMI_BACKEND_URL: `file://${join(scratch, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase-of-the-engine-tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // --event-log is a flag for tools, hidden otherwise.
    PULUMI_DEBUG_COMMANDS: "true",
    ...extra,
  };
}
