import { type ApiError, ApiError as ApiFailure, apiError, missing } from "../api/error";
import { type AccessKey, accountOf, isDenied } from "../auth/access-keys";
import type { Authenticator } from "../auth/authenticate";
import { type FaultSpec, isCommitted } from "../faults/fault";
import type { FaultList } from "../faults/fault-list";
import { wreck } from "../faults/wreck";
import { type Answer, type Format, failure, success } from "../http/answer";
import { MalformedForm } from "../http/form";
import { type HttpRequest, type Params, header, paramsOf } from "../http/request";
import type { Modes } from "../modes";
import { operations } from "../operations/all";
import { checkParameters } from "../operations/check-parameters";
import type { Operation } from "../operations/operation";
import type { World } from "../operations/world";
import { type Journal, maskParams } from "./journal";

const API_VERSION = "2016-04-28";
const DEFAULT_SKEW_MS = 60 * 60 * 1000;

export interface GatewayParts {
  readonly world: World;
  readonly authenticator: Authenticator;
  readonly faults: FaultList;
  readonly journal: Journal;
}

interface Outcome {
  readonly answer: Answer;
  readonly code?: string;
  readonly committed: boolean;
}

/**
 * Carries out one request to the API and writes it down. The returned answer is not to be sent before `delayMs` is
 * over.
 */
export function answerRequest(request: HttpRequest, parts: GatewayParts): { answer: Answer; delayMs: number } {
  const { world, faults, journal } = parts;
  const requestId = world.random.requestId();
  const read = readParams(request);
  const params = read instanceof ApiFailure ? new Map<string, string>() : read;
  const action = params.get("Action") ?? header(request, "x-acs-action") ?? "";
  const format = formatOf(request, params);
  const fault = faults.strike(action, params);

  let outcome: Outcome = { answer: { status: 0, headers: {}, body: "" }, committed: false };
  if (!fault || isCommitted(fault) || fault.kind === "clock-skew") {
    outcome =
      read instanceof ApiFailure
        ? { answer: failure(read, requestId, format), code: read.code, committed: false }
        : carryOut(request, params, action, requestId, format, skewOf(fault), parts);
  }
  const sent = fault ? wreck(fault, outcome.answer, requestId, format) : outcome;
  const code = sent.code ?? outcome.code;
  const accessKeyId =
    params.get("AccessKeyId") ?? /Credential=([^,]+)/.exec(header(request, "authorization") ?? "")?.[1];
  const clientToken = params.get("ClientToken");
  journal.add({
    time: world.clock.now(),
    action,
    method: request.method,
    params: maskParams(params),
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    httpStatus: sent.answer.break === "reset" ? 0 : sent.answer.status,
    ...(code === undefined ? {} : { code }),
    requestId,
    ...(clientToken === undefined ? {} : { clientToken }),
    committed: outcome.committed,
    ...(fault ? { fault: fault.kind } : {}),
  });
  return { answer: sent.answer, delayMs: fault?.kind === "delay" ? (fault.ms ?? 0) : 0 };
}

function skewOf(fault: FaultSpec | undefined): number {
  return fault?.kind === "clock-skew" ? (fault.ms ?? DEFAULT_SKEW_MS) : 0;
}

function readParams(request: HttpRequest): Params | ApiError {
  try {
    return paramsOf(request);
  } catch (error) {
    if (error instanceof MalformedForm) return apiError("InvalidParameter", ` ${error.message}`);
    throw error;
  }
}

function carryOut(
  request: HttpRequest,
  params: Params,
  action: string,
  requestId: string,
  format: Format,
  skewMs: number,
  parts: GatewayParts,
): Outcome {
  try {
    checkFormat(params);
    if (!action) throw missing("Action");
    checkVersion(request, params);
    const operation = operations.get(action);
    if (!operation) throw apiError("InvalidAction.NotFound");
    if (!operation.methods.includes(request.method)) throw apiError("UnsupportedHTTPMethod");
    const key = parts.authenticator.authenticate(request, params, skewMs);
    checkParameters(operation, params);
    const call = {
      params,
      key,
      account: accountOf(key),
      requestId,
      now: parts.world.clock.now(),
      world: parts.world,
    };
    checkPermission(operation, key, operation.resource(call), parts.world.modes);
    const reply = operation.run(call);
    return { answer: success(action, requestId, reply.json, format), committed: reply.committed };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return { answer: failure(error, requestId, format), code: error.code, committed: false };
  }
}

function checkPermission(operation: Operation, key: AccessKey, resource: string, modes: Modes): void {
  if (!isDenied(key, operation.name, resource)) return;
  if (modes.denial === "documented") throw apiError(key.ramUser ? operation.subUserDenial : "Forbidden");
  const { code, message } = apiError("Forbidden.RAM");
  throw new ApiFailure(code, modes.denial === "ram-403" ? 403 : 400, message);
}

function checkVersion(request: HttpRequest, params: Params): void {
  const version = params.get("Version") ?? header(request, "x-acs-version");
  if (!version) throw missing("Version");
  if (version !== API_VERSION) throw apiError("InvalidVersion");
}

function checkFormat(params: Params): void {
  const format = params.get("Format");
  if (format && !/^(json|xml)$/i.test(format)) throw apiError("InvalidParameter.Format");
}

/** "Format: the format of the response. Valid values: JSON and XML. Default value: XML"; ACS3 asks with `accept`. */
function formatOf(request: HttpRequest, params: Params): Format {
  const wanted = params.get("Format") ?? "";
  if (/^json$/i.test(wanted)) return "JSON";
  if (/^xml$/i.test(wanted)) return "XML";
  const accept = header(request, "accept") ?? "";
  if (accept.includes("xml") && !accept.includes("html")) return "XML";
  if (accept.includes("json") || header(request, "authorization")) return "JSON";
  return params.has("Signature") && !wanted ? "XML" : "JSON";
}
