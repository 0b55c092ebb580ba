import { type JsonSchema, flag, list, mapOf, object, oneOf, text, whole } from "../schema/json-schema";
import { Shape } from "../schema/shape";
import { type FaultSpec, faultKinds } from "./fault";

const LARGEST = 2 ** 31 - 1;

const faultSchema: JsonSchema = object<FaultSpec>(
  {
    kind: oneOf(faultKinds),
    action: text(),
    where: mapOf(text()),
    call: whole(1, LARGEST),
    times: whole(0, LARGEST),
    retryAfterMs: whole(0, LARGEST),
    ms: whole(0, LARGEST),
    committed: flag,
    code: text(),
    httpStatus: whole(200, 599),
    message: text(),
  },
  ["kind"],
);

/** A fault as JSON; `times: 0` is for ever. */
export const faultShape = new Shape<FaultSpec>(faultSchema, "the fault");

/** The list in a file of faults, as a member, so that a mistake is placed at `faults[0]`. */
export const faultListShape = new Shape<{ faults: FaultSpec[] }>(
  object<{ faults: FaultSpec[] }>({ faults: list(faultSchema) }),
  "the faults",
);
