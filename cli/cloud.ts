import type { ConnectionFilters, OnProgress } from "../provider/lookups";
import { openApi } from "../provider/lookups/open-api";
import type { VpcApi } from "../provider/api/vpc-api";
import type { CommandOptions, Invocation } from "./command";
import { UsageError } from "./exit-code";
import { printableText } from "./output/printable";
import type { Streams } from "./streams";

/** Options of every command that calls the API: the region, the credentials and the endpoint. */
export const CLOUD_OPTIONS: CommandOptions = {
  region: { type: "string", value: "REGION", help: "region; otherwise ALICLOUD_REGION, or that of the profile" },
  profile: {
    type: "string",
    value: "NAME",
    help: "profile of the aliyun CLI's configuration; otherwise the environment, then the usual places",
  },
  endpoint: { type: "string", value: "URL", help: "endpoint of the VPC API, such as a simulator's URL" },
};

/** Options that select connections. A connection has to match all of them. */
export const FILTER_OPTIONS: CommandOptions = {
  "vpn-gateway": { type: "string", value: "ID", help: "only connections of this VPN gateway" },
  "customer-gateway": { type: "string", value: "ID", help: "only connections to this customer gateway" },
  "resource-group": { type: "string", value: "ID", help: "only connections of this resource group" },
  tag: { type: "string", value: "KEY[=VALUE]", multiple: true, help: "only connections with this tag" },
};

/**
 * The API for a command. The credentials come from the options, the environment or Alibaba's own tools.
 * @param tell Shows that a try failed and another one follows; on the standard error unless told otherwise.
 */
export function apiFor(
  invocation: Invocation,
  tell = (text: string): void => invocation.streams.err.write(`${printableText(text)}\n`),
): VpcApi {
  const { env } = invocation.streams;
  const endpoint = invocation.text("endpoint");
  // A program's settings come from the stack's configuration; here the command line takes its place.
  const get = (key: string): string | undefined =>
    key === "endpoints" && endpoint !== undefined ? JSON.stringify([{ vpc: endpoint }]) : undefined;
  const scope = { regionId: invocation.text("region"), profile: invocation.text("profile") };
  return openApi({ get }, env, scope, ({ action, attempt, waitMs, reason }) =>
    tell(`${action}: ${reason}; try ${attempt + 1} in ${Math.ceil(waitMs / 1000)} s`),
  );
}

/** The filters of the command line. */
export function filtersOf(invocation: Invocation): ConnectionFilters {
  const tags = invocation.texts("tag").map((text) => {
    const [key = "", ...value] = text.split("=");
    if (key === "") throw new UsageError(`--tag takes KEY or KEY=VALUE, not ${JSON.stringify(text)}`);
    return value.length === 0 ? { key } : { key, value: value.join("=") };
  });
  return {
    vpnGatewayId: invocation.text("vpn-gateway"),
    customerGatewayId: invocation.text("customer-gateway"),
    resourceGroupId: invocation.text("resource-group"),
    tags: tags.length === 0 ? undefined : tags,
  };
}

/** A progress line on the standard error, rewritten at each step. Without a terminal it shows nothing. */
export function progressLine(
  streams: Streams,
  what: string,
): { readonly show: OnProgress; readonly clear: () => void } {
  const { err } = streams;
  if (!err.isTerminal) return { show: () => {}, clear: () => {} };
  return {
    show: (done, total) => err.write(`\r\u001B[K${what}: ${done} of ${total}`),
    clear: () => err.write("\r\u001B[K"),
  };
}
