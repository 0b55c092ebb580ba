import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckFailure,
  CheckResponse,
  CreateResponse,
  DiffResponse,
  PropertyDiff,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PropertyDifference } from "./detailed-diff";
import type { ResourceVerbs, StoredResource } from "./resource-verbs";
import { unary } from "./rpc";
import { fromStruct, toStruct } from "./values";

/** The RPCs of Pulumi's ResourceProvider service about resources. */
export function resourceService(
  verbs: ResourceVerbs,
): Pick<IResourceProviderServer, "check" | "diff" | "create" | "read" | "update" | "delete"> {
  return {
    check: unary(async (request: CheckRequest) => {
      const olds = fromStruct(request.getOlds());
      const { inputs, failures } = await verbs.check(request.getUrn(), olds, fromStruct(request.getNews()));
      return new CheckResponse()
        .setInputs(toStruct(inputs))
        .setFailuresList(
          failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
        );
    }),
    diff: unary(async (request: DiffRequest) => {
      const found = await verbs.diff(request.getUrn(), storedIn(request), fromStruct(request.getNews()));
      const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
      const response = new DiffResponse()
        .setChanges(found.isChanged ? DIFF_SOME : DIFF_NONE)
        .setReplacesList([...found.replaces])
        .setStablesList([...found.stables])
        .setDiffsList([...new Set([...found.details.keys()].map((path) => path.split(".")[0] ?? path))])
        .setHasdetaileddiff(found.details.size > 0);
      const details = response.getDetaileddiffMap();
      for (const [path, difference] of found.details) details.set(path, propertyDiff(difference));
      return response;
    }),
    create: unary(async (request: CreateRequest) => {
      const inputs = fromStruct(request.getProperties());
      const { id, outputs } = await verbs.create(callIn(request), inputs, request.getPreview());
      return new CreateResponse().setId(id).setProperties(toStruct(outputs));
    }),
    read: unary(async (request: ReadRequest) => {
      const stored = {
        id: request.getId(),
        oldOutputs: fromStruct(request.getProperties()),
        oldInputs: fromStruct(request.getInputs()),
      };
      const { id, outputs, inputs } = await verbs.read(callIn(request), stored);
      return new ReadResponse().setId(id).setProperties(toStruct(outputs)).setInputs(toStruct(inputs));
    }),
    update: unary(async (request: UpdateRequest) => {
      const news = fromStruct(request.getNews());
      const outputs = await verbs.update(callIn(request), storedIn(request), news, request.getPreview());
      return new UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: unary(async (request: DeleteRequest) => {
      await verbs.delete(callIn(request), request.getId(), fromStruct(request.getProperties()));
      return new Empty();
    }),
  };
}

const callIn = (request: {
  getUrn(): string;
  getTimeout(): number;
}): { readonly urn: string; readonly timeoutSeconds: number } => ({
  urn: request.getUrn(),
  timeoutSeconds: request.getTimeout(),
});

const storedIn = (request: DiffRequest | UpdateRequest): StoredResource => ({
  id: request.getId(),
  oldOutputs: fromStruct(request.getOlds()),
  oldInputs: fromStruct(request.getOldInputs()),
});

function propertyDiff({ kind, isReplacing, isInInputs }: PropertyDifference): PropertyDiff {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  } as const;
  return new PropertyDiff().setKind(kinds[kind][isReplacing ? 1 : 0]).setInputdiff(isInInputs);
}
