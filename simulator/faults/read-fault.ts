import type { Fields } from "../schema/fields";
import { type FaultSpec, faultKinds } from "./fault";

const LARGEST = 2 ** 31 - 1;

/** A fault as JSON: the members of FaultSpec; `times: 0` is for ever. */
export function readFault(fields: Fields): FaultSpec {
  const text = (name: "action" | "code" | "message") => {
    const value = fields.text(name);
    return value === undefined ? {} : { [name]: value };
  };
  const count = (name: "call" | "times" | "retryAfterMs" | "ms" | "httpStatus", from: number, to = LARGEST) => {
    const value = fields.integer(name, from, to);
    return value === undefined ? {} : { [name]: value };
  };
  const committed = fields.boolean("committed");
  const where = fields.object("where");
  if (!fields.has("kind")) fields.problem(`kind: is missing; one of ${faultKinds.join(", ")}`);
  const spec: FaultSpec = {
    kind: fields.oneOf("kind", faultKinds) ?? "http-500",
    ...text("action"),
    ...count("call", 1),
    ...count("times", 0),
    ...count("retryAfterMs", 0),
    ...count("ms", 0),
    ...(committed === undefined ? {} : { committed }),
    ...text("code"),
    ...count("httpStatus", 200, 599),
    ...text("message"),
    ...(where ? { where: where.texts() } : {}),
  };
  fields.done();
  return spec;
}
