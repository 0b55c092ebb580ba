import RPCClient from "@alicloud/pop-core";
import { type Answer, type MakeClient, type Refused, dotted, isObject, refused } from "../client";

/** @alicloud/pop-core: signature V1, everything in the query of a GET or in the form of a POST. */
export const popCore =
  (method: "GET" | "POST"): MakeClient =>
  (simulator, keys) => {
    const client = new RPCClient({ endpoint: simulator.url, apiVersion: "2016-04-28", ...keys });
    return {
      async call(operation, parameters): Promise<Answer> {
        // DiagnoseVpnConnections is POST only.
        const options = { method: operation === "DiagnoseVpnConnections" ? "POST" : method };
        const answer: unknown = await client.request(operation, dotted(parameters), options).catch((error: unknown) => {
          throw toRefused(error);
        });
        // pop-core's objects have no prototype, which would make them unequal to any literal.
        return JSON.parse(JSON.stringify(answer));
      },
      close: async () => {},
    };
  };

function toRefused(error: unknown): Refused {
  const entry = isObject(error) ? error["entry"] : undefined;
  const response = isObject(entry) ? entry["response"] : undefined;
  return refused(error, isObject(response) ? response["statusCode"] : undefined);
}
