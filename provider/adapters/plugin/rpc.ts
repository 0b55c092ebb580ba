import { Metadata, status, type handleUnaryCall, type ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { FailedFunction } from "./functions";
import { FailedVerb } from "./resource-verbs";
import { toStruct } from "./values";

/** The handler of one RPC. An error of the work becomes the answer; nothing that is thrown ends the process. */
export function unary<Request, Response>(
  work: (request: Request) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    const answer = async (): Promise<void> => {
      try {
        callback(null, await work(request));
      } catch (error) {
        callback(serviceError(error), null);
      }
    };
    void answer();
  };
}

/** Pulumi does not need an RPC of this plugin. */
export const unimplemented =
  (name: string): handleUnaryCall<unknown, never> =>
  (_, callback) =>
    callback({ code: status.UNIMPLEMENTED, details: `${name} is not implemented` }, null);

/** The name under which gRPC carries the details of an error. */
const DETAILS = "grpc-status-details-bin";

function serviceError(error: unknown): Partial<ServiceError> {
  const message = messageOf(error);
  const incomplete = error instanceof FailedVerb ? error.incomplete : undefined;
  if (incomplete === undefined) return { code: status.UNKNOWN, details: message };
  const detail = new ErrorResourceInitFailed()
    .setId(incomplete.id)
    .setProperties(toStruct(incomplete.outs))
    .setReasonsList([message]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([any]);
  const metadata = new Metadata();
  metadata.add(DETAILS, Buffer.from(whole.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

/** An error that is none of ours may hold anything, and is named by its kind alone. */
function messageOf(error: unknown): string {
  if (error instanceof FailedVerb || error instanceof FailedFunction) return error.message;
  const kind = error instanceof Error ? error.name : typeof error;
  return `alicloud-vpn failed with an unexpected error (${kind}); please report it with what you were doing`;
}
