import type { ApiError } from "../api/error";
import type { JsonObject } from "../api/json";
import { toXml } from "./xml";

export type Format = "JSON" | "XML";

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** reset: no answer, the connection is cut; cut: the connection is cut in the middle of the body. */
  readonly break?: "reset" | "cut";
}

const TYPES = { JSON: "application/json;charset=utf-8", XML: "text/xml;charset=utf-8" };

/** `json` is an object without its RequestId, which comes first. */
export function success(action: string, requestId: string, json: string, format: Format): Answer {
  const whole = `{"RequestId":"${requestId}",${json.slice(1)}`;
  return {
    status: 200,
    headers: { "content-type": TYPES[format] },
    body: format === "JSON" ? whole : toXml(`${action}Response`, JSON.parse(whole)),
  };
}

/** {"RequestId", "HostId", "Code", "Message", "Recommend"} */
export function failure(error: ApiError, requestId: string, format: Format): Answer {
  const body: JsonObject = {
    RequestId: requestId,
    HostId: "vpc.aliyuncs.com",
    Code: error.code,
    Message: error.message,
    Recommend: `https://error-center.aliyun.com/status/search?Keyword=${encodeURIComponent(error.code)}&source=PopGw`,
  };
  return {
    status: error.httpStatus,
    headers: { "content-type": TYPES[format], ...error.headers },
    body: format === "JSON" ? JSON.stringify(body) : toXml("Error", body),
  };
}
