import { isJsonObject } from "../../api/json";
import type { Answer } from "../../http/answer";
import type { IsOwn } from "../../http/own-requests";
import type { HttpRequest } from "../../http/request";
import { JsonMistakes } from "../../schema/shape";
import { TopologyError } from "../../topology/load";
import type { Simulator } from "../simulator";
import { type Body, type ControlRoute, NotThere, controlRoutes } from "./routes";

/** Answers what is under `/-/`: JSON in, JSON out. It is not part of the VPC API and not signed. */
export function answerControl(request: HttpRequest, simulator: Simulator, isOwn: IsOwn): Answer | undefined {
  if (!request.path.startsWith("/-/")) return undefined;
  if (!isOwn(request)) return json(403, { problems: ["this is for programs on this machine, not for web pages"] });
  if (request.path === "/-/")
    return json(
      200,
      controlRoutes.map(({ method, path, what }) => ({ method, path, what })),
    );
  const matching = controlRoutes.filter((route) => idIn(route.path, request.path) !== undefined);
  const route = matching.find((one) => one.method === request.method);
  if (!route) {
    const allow = matching.map((one) => one.method).join(", ");
    return allow
      ? { ...json(405, { problems: [`${request.path} takes ${allow}`] }), headers: { ...JSON_TYPE, allow } }
      : json(404, { problems: ["no such control endpoint; GET /-/ lists them"] });
  }
  return run(route, request, simulator);
}

function run(route: ControlRoute, request: HttpRequest, simulator: Simulator): Answer {
  try {
    const id = idIn(route.path, request.path) ?? "";
    const result = route.run(simulator, id, bodyOf(request), new Map(request.query));
    return json(200, result ?? { ok: true });
  } catch (error) {
    if (error instanceof JsonMistakes || error instanceof TopologyError) return json(400, { problems: error.problems });
    if (error instanceof NotThere) return json(404, { problems: [error.message] });
    throw error;
  }
}

function bodyOf(request: HttpRequest): Body {
  const raw = () => {
    const content = parse(request.body);
    if (isJsonObject(content)) return content;
    throw new JsonMistakes(["the body has to be a JSON object without null"]);
  };
  return { raw, as: (shape) => shape.read(raw()) };
}

function parse(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new JsonMistakes([`the body is not JSON (${String(error)})`]);
  }
}

/** The segment that `:id` stands for; "" in a pattern without one; undefined where the path does not match. */
function idIn(pattern: string, path: string): string | undefined {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  let id = "";
  for (const [index, segment] of wanted.entries()) {
    const actual = given[index] ?? "";
    if (segment === ":id") id = actual;
    else if (segment !== actual) return undefined;
  }
  return id;
}

const JSON_TYPE = { "content-type": "application/json;charset=utf-8" };

function json(status: number, body: unknown): Answer {
  return { status, headers: JSON_TYPE, body: `${JSON.stringify(body, undefined, 2)}\n` };
}
