import * as grpc from "@grpc/grpc-js";
import * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Resource } from "../../resources/resource";
import type { TunnelSession } from "../../resources/vpn-tunnel/ports";
import { engineLog } from "../engine/log";
import { PluginProcess, type PluginParts } from "./process";
import { ResourceVerbs } from "./resource-verbs";
import { pluginResources } from "./resources";
import { pluginService, type PluginIdentity } from "./service";

/** A plugin that is served. */
export interface ServedPlugin {
  readonly port: number;
  /** The engine at an address gets the log from here on, before it says who it is. */
  attach(address: string): void;
  close(): void;
}

/** The state of a large stack is one message. */
const LONGEST_MESSAGE = 1024 * 1024 * 400;

/** Serves the plugin on a free port of this machine alone. */
export async function servePlugin(
  identity: PluginIdentity,
  parts: Omit<PluginParts, "connectLog">,
  resources: ReadonlyMap<string, Resource<TunnelSession>> = pluginResources,
): Promise<ServedPlugin> {
  const process = new PluginProcess({
    ...parts,
    connectLog: (address, rowOf) =>
      engineLog(address, { grpc, service: engineService, messages: engineMessages }, rowOf),
  });
  const server = new grpc.Server({
    "grpc.max_receive_message_length": LONGEST_MESSAGE,
    "grpc.max_send_message_length": LONGEST_MESSAGE,
  });
  server.addService(ResourceProviderService, pluginService(process, new ResourceVerbs(resources, process), identity));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, attach: (address) => process.attach(address), close: () => server.forceShutdown() };
}
