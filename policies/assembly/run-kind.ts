/** In which kind of run a rule judges. */

/**
 * True in `pulumi policy analyze`. Pulumi starts a pack with the name of the stack that is previewed or updated, and
 * without one in `analyze`, where no program runs. (`getStack()` of @pulumi/pulumi makes up a name then.)
 */
export const isAnalyzeRun = (env: NodeJS.ProcessEnv = process.env): boolean => !env["PULUMI_NODEJS_STACK"];
