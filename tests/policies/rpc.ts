/**
 * Asks policies as the engine does, through the functions that serve @pulumi/policy's gRPC service. They are internal
 * to that package (its version is pinned); nothing else shows what becomes of secrets, unknown values and type tokens.
 */

import type { Policies } from "@pulumi/policy";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

type Rpc<Request, Response> = (
  call: { readonly request: Request },
  callback: (error: Error | null, response: Response | undefined) => void,
) => void;
type MakeRpc<Request, Response> = (
  name: string,
  version: string,
  level: string,
  policies: Policies,
) => Rpc<Request, Response>;

// The declarations of these three are stripped from the package.
const server: {
  readonly makeAnalyzeRpcFun: MakeRpc<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
  readonly makeAnalyzeStackRpcFun: MakeRpc<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>;
  readonly makeRemediateRpcFun: MakeRpc<analyzer.AnalyzeRequest, analyzer.RemediateResponse>;
} = require("@pulumi/policy/server");

/** How a secret travels. */
export const secret = (value: unknown): Record<string, unknown> => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly level: "advisory" | "mandatory";
  readonly urn: string;
}

export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** The names of the policies that said so. */
  readonly notApplicable: readonly string[];
}

export interface RpcResource {
  readonly type: string;
  readonly name: string;
  readonly props: object;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export const urnOf = ({ type, name }: RpcResource): string => `urn:pulumi:dev::test::${type}::${name}`;

/** JSON as a struct; what is undefined is left out, as the engine does. */
function structOf(props: object): Struct {
  const plain: Record<string, JavaScriptValue> = JSON.parse(JSON.stringify(props));
  return Struct.fromJavaScript(plain);
}

function fill<M extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(message: M, resource: RpcResource): M {
  message.setType(resource.type);
  message.setName(resource.name);
  message.setUrn(urnOf(resource));
  message.setProperties(structOf(resource.props));
  message.setOptions(new analyzer.AnalyzerResourceOptions());
  return message;
}

const call = <Request, Response>(rpc: Rpc<Request, Response>, request: Request): Promise<Response> =>
  new Promise((resolve, reject) => {
    rpc({ request }, (error, response) => {
      if (response === undefined) reject(error ?? new Error("no response"));
      else resolve(response);
    });
  });

const analysis = (response: analyzer.AnalyzeResponse): Analysis => ({
  diagnostics: response.getDiagnosticsList().map((one) => ({
    policy: one.getPolicyname(),
    message: one.getMessage(),
    level: one.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    urn: one.getUrn(),
  })),
  notApplicable: response.getNotApplicableList().map((one) => one.getPolicyName()),
});

export async function analyze(policies: Policies, resource: RpcResource): Promise<Analysis> {
  const rpc = server.makeAnalyzeRpcFun("pack", "1.0.0", "advisory", policies);
  return analysis(await call(rpc, fill(new analyzer.AnalyzeRequest(), resource)));
}

export async function analyzeStack(policies: Policies, resources: readonly RpcResource[]): Promise<Analysis> {
  const request = new analyzer.AnalyzeStackRequest();
  for (const resource of resources) {
    const message = fill(new analyzer.AnalyzerResource(), resource);
    for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
      const dependencies = new analyzer.AnalyzerPropertyDependencies();
      dependencies.setUrnsList([...urns]);
      message.getPropertydependenciesMap().set(property, dependencies);
    }
    request.addResources(message);
  }
  return analysis(await call(server.makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", policies), request));
}

/** The properties after remediation, as they go back to the engine; undefined where nothing was changed. */
export async function remediate(policies: Policies, resource: RpcResource): Promise<object | undefined> {
  const rpc = server.makeRemediateRpcFun("pack", "1.0.0", "advisory", policies);
  const response = await call(rpc, fill(new analyzer.AnalyzeRequest(), resource));
  return response.getRemediationsList().at(-1)?.getProperties()?.toJavaScript();
}
