// The harness of the engine tests: real programs on the real Pulumi CLI. A test file says what it wants to run and gets
// a project with a stack; both are gone when the file is done.
import { endCommands } from "./command";
import { createProject, type Project, type ProjectOptions } from "./project";
import { EngineStack, type ConfigValue } from "./stack";

export { changeSummary, diagnostics, policyViolations, resourceSteps } from "./events";
export type { ChangeSummary, EngineEvent, ResourceMetadata } from "./events";
export { createProject } from "./project";
export type { Project, ProjectOptions } from "./project";
export { nodeVersions, type NodeVersion } from "./node-versions";
export { cliEnvironment, locateCli, repositoryRoot } from "./pulumi-cli";
export { EngineStack, mustSucceed } from "./stack";
export type { ConfigValue, OperationOptions, OperationResult } from "./stack";
export { isStoredSecret } from "./state";
export type { Deployment, StoredResource } from "./state";
export { runCommand } from "./command";
export type { CommandResult } from "./command";

/** For jest.setTimeout: a CLI operation takes 2-4 s on a quiet machine, and tests share it. */
export const ENGINE_TIMEOUT_MS = 240_000;

const projects: Project[] = [];

export interface StackOptions extends ProjectOptions {
  readonly config?: Readonly<Record<string, ConfigValue>>;
  /** Environment of every command of this stack. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A new project with a new stack. */
export function createStack(options: StackOptions): Promise<EngineStack> {
  const project = createProject(options);
  projects.push(project);
  return EngineStack.create(project, options.config, options.env === undefined ? {} : { env: options.env });
}

/** For afterAll: ends what still runs, removes what was written. */
export function removeStacks(): void {
  endCommands();
  for (const project of projects.splice(0)) project.remove();
}
