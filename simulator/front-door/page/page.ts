import type { Journal } from "../../gateway/journal";
import type { Answer } from "../../http/answer";
import { parseForm } from "../../http/form";
import type { IsOwn } from "../../http/own-requests";
import { type HttpRequest, header } from "../../http/request";
import type { World } from "../../operations/world";
import type { PeerPatch, Simulator } from "../simulator";
import { statusPage } from "./status-page";

const BREAKS: Readonly<Record<string, PeerPatch>> = {
  "wrong-key": { Config: { Psk: "not-the-right-key" } },
  down: { Down: true },
  "stop-following": { Mirror: false },
  mend: { Mirror: true, Down: false, Config: {}, Tunnels: {}, SourceIp: null, Symptom: null },
};

const PLAIN = { "content-type": "text/plain" };

/** `GET /` without anything of an API call is somebody with a browser. */
function isPageRequest(request: HttpRequest): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (
    request.path !== "/" ||
    request.malformed !== undefined ||
    header(request, "authorization") ||
    header(request, "x-acs-action")
  )
    return false;
  return request.query.every(([name]) => name === "page");
}

export function answerPage(
  request: HttpRequest,
  simulator: Simulator,
  world: World,
  journal: Journal,
  isOwn: IsOwn,
): Answer | undefined {
  const isForm = request.path === "/-/page/device" && request.method === "POST";
  if (!isForm && !isPageRequest(request)) return undefined;
  if (!isOwn(request)) return { status: 403, headers: PLAIN, body: "this is for people on this machine\n" };
  if (isForm) return breakDevice(request, simulator);
  const page = pageNumber(request.query[0]?.[1]);
  return {
    status: 200,
    headers: {
      "content-type": "text/html;charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'self'",
    },
    body: request.method === "HEAD" ? "" : statusPage(world, journal.entries(), page),
  };
}

const pageNumber = (text: string | undefined): number => Math.max(1, Math.floor(Number(text)) || 1);

function breakDevice(request: HttpRequest, simulator: Simulator): Answer {
  const form = new Map(parseForm(request.body.toString("utf8")));
  const id = form.get("id") ?? "";
  const patch = Object.hasOwn(BREAKS, form.get("do") ?? "") ? BREAKS[form.get("do") ?? ""] : undefined;
  if (!patch || !simulator.peer(id)) return { status: 400, headers: PLAIN, body: "no such device or action\n" };
  simulator.changePeer(id, patch);
  // Back to where the button was.
  const page = pageNumber(form.get("page"));
  return { status: 303, headers: { ...PLAIN, location: page === 1 ? "/" : `/?page=${page}` }, body: "" };
}
