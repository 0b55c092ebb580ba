// The plugin as the engine reaches it: over gRPC, one server for each operation. Tests that know the dynamic provider
// reach the plugin through the same interface.
import { credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
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
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
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
  const call = async <Request, Response>(
    method: (client: ResourceProviderClient) => (request: Request, metadata: Metadata, done: Done<Response>) => unknown,
    request: Request,
  ): Promise<Response> => {
    const to = await client;
    return new Promise((resolve, reject) => {
      method(to).call(to, request, new Metadata(), (error, response) =>
        error === null ? resolve(response) : reject(asThrown(error)),
      );
    });
  };
  return {
    async check(olds, news) {
      const { __resourceName: name = "tested", __secretPaths: secrets, ...program } = news;
      const marked = withSecrets(program, Array.isArray(secrets) ? secrets : []);
      const request = new CheckRequest().setUrn(urnOf(name)).setOlds(toStruct(olds)).setNews(toStruct(marked));
      const response = await call(({ check }) => check, request);
      return {
        inputs: fromStruct(response.getInputs()),
        failures: response
          .getFailuresList()
          .map((each) => ({ property: each.getProperty(), reason: each.getReason() })),
      };
    },
    async diff(id, olds, news) {
      const request = new DiffRequest().setUrn(urnOf()).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await call(({ diff }) => diff, request);
      return {
        changes: response.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.getReplacesList(),
      };
    },
    async create(inputs) {
      const request = new CreateRequest().setUrn(urnOf()).setProperties(toStruct(inputs));
      const response = await call(({ create }) => create, request);
      return { id: response.getId(), outs: fromStruct(response.getProperties()) };
    },
    async read(id, props) {
      const request = new ReadRequest().setUrn(urnOf()).setId(id).setProperties(toStruct(props));
      const response = await call(({ read }) => read, request);
      const inputs = fromStruct(response.getInputs());
      return {
        id: response.getId(),
        props: fromStruct(response.getProperties()),
        ...(Object.keys(inputs).length === 0 ? {} : { inputs }),
      };
    },
    async update(id, olds, news) {
      const request = new UpdateRequest().setUrn(urnOf()).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await call(({ update }) => update, request);
      return { outs: fromStruct(response.getProperties()) };
    },
    async delete(id, props) {
      const request = new DeleteRequest().setUrn(urnOf()).setId(id).setProperties(toStruct(props));
      await call((to) => to.delete, request);
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
    if (left) Object.assign(thrown, { id: left.getId(), properties: fromStruct(left.getProperties()) });
  }
  return thrown;
}
