import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  DiffResponse,
  GetMappingResponse,
  GetMappingsResponse,
  GetSchemaResponse,
  InvokeResponse,
  ProviderHandshakeResponse,
  type CheckRequest,
  type ConfigureRequest,
  type DiffRequest,
  type GetMappingRequest,
  type GetMappingsRequest,
  type GetSchemaRequest,
  type InvokeRequest,
  type ProviderHandshakeRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { plain } from "./inputs";
import { invoke } from "./functions";
import type { PluginProcess } from "./process";
import { resourceService } from "./resource-service";
import type { ResourceVerbs } from "./resource-verbs";
import { unary, unimplemented } from "./rpc";
import { haveChanged, problemsIn } from "./settings";
import { fromStruct, toStruct } from "./values";

/** What the plugin says about itself. */
export interface PluginIdentity {
  readonly version: string;
  /** The schema of the package, as JSON text. */
  readonly schema: string;
}

/** Pulumi's ResourceProvider service, without a server. */
export function pluginService(
  process: PluginProcess,
  verbs: ResourceVerbs,
  { version, schema }: PluginIdentity,
): IResourceProviderServer {
  return {
    handshake: unary((request: ProviderHandshakeRequest) => {
      process.attach(request.getEngineAddress());
      return new ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    attach: unary((request: PluginAttach) => {
      process.attach(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary((request: GetSchemaRequest) => {
      if (request.getVersion() !== 0) throw new Error("unknown version of the schema's format");
      return new GetSchemaResponse().setSchema(schema);
    }),
    // No program of another tool is converted to this package.
    getMapping: unary<GetMappingRequest, GetMappingResponse>(() => new GetMappingResponse()),
    getMappings: unary<GetMappingsRequest, GetMappingsResponse>(() => new GetMappingsResponse()),
    checkConfig: unary((request: CheckRequest) => {
      const settings = plain(fromStruct(request.getNews()));
      const failures = problemsIn(settings, process.env).map((reason) => new CheckFailure().setReason(reason));
      return new CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
    }),
    diffConfig: unary((request: DiffRequest) => {
      const before = plain(fromStruct(request.getOldInputs() ?? request.getOlds()));
      const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
      const isChanged = haveChanged(before, plain(fromStruct(request.getNews())));
      return new DiffResponse().setChanges(isChanged ? DIFF_SOME : DIFF_NONE);
    }),
    configure: unary((request: ConfigureRequest) => {
      process.configure(plain(fromStruct(request.getArgs())));
      return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    invoke: unary(async (request: InvokeRequest) => {
      const found = await invoke(request.getTok(), fromStruct(request.getArgs()), process);
      return new InvokeResponse().setReturn(toStruct(found));
    }),
    cancel: unary(() => {
      process.cancel();
      return new Empty();
    }),
    ...resourceService(verbs),
    parameterize: unimplemented("Parameterize"),
    call: unimplemented("Call"),
    construct: unimplemented("Construct"),
    list: (call) => call.end(),
  };
}
