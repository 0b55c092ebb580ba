import { isIP } from "node:net";
import { type HttpRequest, header } from "./request";

/** Does the request come from a program or from the simulator's own page? */
export type IsOwn = (request: HttpRequest) => boolean;

/**
 * The page and the control endpoint take requests without a signature. Any web page in a browser here could send one:
 * by a request that names its origin, or, for a simulator on the loopback address, by a domain that was made to point
 * there.
 */
export function ownRequests(boundTo: string): IsOwn {
  const loopback = boundTo === "localhost" || boundTo === "::1" || boundTo.startsWith("127.");
  return (request) => {
    const host = header(request, "host") ?? "";
    const origin = header(request, "origin");
    if (origin !== undefined && origin.replace(/^https?:\/\//, "") !== host) return false;
    if (!loopback) return true;
    const name = host.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
    return name === "localhost" || isIP(name) !== 0;
  };
}
