import { distance } from "fastest-levenshtein";
import { type ApiError, apiError, missing } from "../api/error";
import { isRpcParameter } from "../api/rpc-parameters";
import type { Params } from "../http/request";
import type { Operation } from "./operation";

/**
 * The real gateway ignores what it does not know, which hides a misspelled parameter for ever. Here it is an error that
 * names the nearest parameter that exists.
 */
export function checkParameters(operation: Operation, params: Params): void {
  const shapes = shapesOf(operation);
  for (const name of params.keys()) {
    if (isRpcParameter(name) || shapes.has(name)) continue;
    if (!shapes.has(name.replace(/\.[1-9]\d*(?=\.|$)/g, ".N"))) throw unsupported(name, operation);
  }
  for (const parameter of operation.parameters) {
    if (parameter.required && !params.get(parameter.name)) throw missing(parameter.name);
  }
}

const shapes = new Map<Operation, ReadonlySet<string>>();

function shapesOf(operation: Operation): ReadonlySet<string> {
  const known = shapes.get(operation) ?? new Set(operation.parameters.map(({ name }) => name));
  shapes.set(operation, known);
  return known;
}

function unsupported(name: string, operation: Operation): ApiError {
  let nearest = "";
  let fewest = Number.POSITIVE_INFINITY;
  for (const one of operation.parameters) {
    const steps = distance(name.toLowerCase(), one.name.toLowerCase());
    if (steps < fewest) [nearest, fewest] = [one.name, steps];
  }
  const hint = fewest <= Math.max(3, name.length / 2) ? ` The nearest that it has is ${nearest}.` : "";
  return apiError("UnsupportedParameter", ` ${operation.name} has no parameter ${name}.${hint}`);
}
