// The plugin as the engine reaches it: over gRPC, one server for each operation. Tests that know the dynamic provider
// reach the plugin through the same interface.
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  ReadRequest,
  UpdateRequest,
  type CheckResponse,
  type CreateResponse,
  type ReadResponse,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { forVerbs } from "../../provider/adapters/plugin/inputs";
import { servePlugin } from "../../provider/adapters/plugin/serve";
import { fromStruct, toStruct } from "../../provider/adapters/plugin/values";
import type { Properties } from "../../provider/core/property-tree";
import { withSecrets } from "../../provider/core/secret";
import type { Resource } from "../../provider/resources/resource";
import type { TunnelSession } from "../../provider/resources/vpn-tunnel/ports";
import type { Provider } from "./steps";

const TOKEN = "alicloud-vpn:index:Tested";

/** What ends the servers of a test file. */
const ends: (() => void)[] = [];
export function closePlugins(): void {
  for (const end of ends.splice(0)) end();
}

/** A plugin that serves one resource, configured as a stack would configure it. */
export function pluginProvider(
  resource: Resource<TunnelSession>,
  config: Readonly<Record<string, string | undefined>>,
): Provider {
  const settings = Object.entries(config).map(([key, value]) => [key.slice(key.indexOf(":") + 1), value] as const);
  const client = connected(resource, Object.fromEntries(settings));
  /** Inputs in the form in which the suites know them. */
  const asTested = (inputs: Struct | undefined): Properties => forVerbs(resource.table, fromStruct(inputs));
  const answer = async <Response>(
    ask: (to: ResourceProviderClient, done: Done<Response>) => unknown,
  ): Promise<Response> => {
    const to = await client;
    return new Promise((resolve, reject) => {
      ask(to, (error, response) => (error === null ? resolve(response) : reject(asThrown(error))));
    });
  };
  return {
    async check(olds, news) {
      const { __resourceName: name = "tested", __secretPaths: secrets, ...program } = news;
      const marked = withSecrets(program, Array.isArray(secrets) ? secrets : []);
      const request = new CheckRequest().setUrn(urnOf(name)).setOlds(toStruct(olds)).setNews(toStruct(marked));
      const response = await answer<CheckResponse>((to, done) => to.check(request, done));
      return {
        inputs: asTested(response.getInputs()),
        failures: response
          .getFailuresList()
          .map((each) => ({ property: each.getProperty(), reason: each.getReason() })),
      };
    },
    async diff(id, olds, news) {
      const request = new DiffRequest().setUrn(urnOf()).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await answer<DiffResponse>((to, done) => to.diff(request, done));
      return {
        changes: response.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.getReplacesList(),
      };
    },
    async create(inputs) {
      const request = new CreateRequest().setUrn(urnOf()).setProperties(toStruct(inputs));
      const response = await answer<CreateResponse>((to, done) => to.create(request, done));
      return { id: response.getId(), outs: fromStruct(response.getProperties()) };
    },
    async read(id, props) {
      const request = new ReadRequest().setUrn(urnOf()).setId(id).setProperties(toStruct(props));
      const response = await answer<ReadResponse>((to, done) => to.read(request, done));
      const inputs = asTested(response.getInputs());
      return {
        id: response.getId(),
        props: fromStruct(response.getProperties()),
        ...(Object.keys(inputs).length === 0 ? {} : { inputs }),
      };
    },
    async update(id, olds, news) {
      const request = new UpdateRequest().setUrn(urnOf()).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await answer<UpdateResponse>((to, done) => to.update(request, done));
      return { outs: fromStruct(response.getProperties()) };
    },
    async delete(id, props) {
      const request = new DeleteRequest().setUrn(urnOf()).setId(id).setProperties(toStruct(props));
      await answer<Empty>((to, done) => to.delete(request, done));
    },
  };
}

type Done<Response> = (error: ServiceError | null, response: Response) => void;

const urnOf = (name: unknown = "tested"): string => `urn:pulumi:dev::tests::${TOKEN}::${String(name)}`;

async function connected(resource: Resource<TunnelSession>, settings: Properties): Promise<ResourceProviderClient> {
  const identity = { version: "0.0.0", schema: "{}" };
  const plugin = await servePlugin(identity, { env: process.env }, new Map([[TOKEN, resource]]));
  const client = new ResourceProviderClient(`127.0.0.1:${plugin.port}`, credentials.createInsecure());
  ends.push(() => {
    client.close();
    plugin.close();
  });
  await new Promise<void>((resolve, reject) => {
    client.configure(new ConfigureRequest().setArgs(toStruct(settings)), (error) =>
      error === null ? resolve() : reject(error),
    );
  });
  return client;
}

/** The error that the engine makes of an answer: with the state that it has to store, where there is one. */
function asThrown(error: ServiceError): Error {
  const thrown = new Error(error.details);
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(details)) return thrown;
  for (const any of Status.deserializeBinary(details).getDetailsList()) {
    const left = any.unpack(
      (bytes) => ErrorResourceInitFailed.deserializeBinary(bytes),
      "pulumirpc.ErrorResourceInitFailed",
    );
    if (left)
      Object.assign(thrown, {
        id: left.getId(),
        properties: fromStruct(left.getProperties()),
        reasons: left.getReasonsList(),
      });
  }
  return thrown;
}
