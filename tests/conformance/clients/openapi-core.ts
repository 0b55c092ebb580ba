import OpenApi, { $OpenApiUtil, OpenApiUtil } from "@alicloud/openapi-core";
import { RuntimeOptions } from "@darabonba/typescript";
import { type Answer, type MakeClient, isObject, refused } from "../client";

export interface Style {
  readonly signature: "ACS3" | "V1";
  readonly where: "query" | "form";
}

/** The generic call of @alicloud/openapi-core, which knows no operation: parameters in the query or in a form body. */
export const openapiCore =
  ({ signature, where }: Style): MakeClient =>
  (simulator, keys) => {
    const client = new OpenApi(configFor(simulator.url, keys, signature));
    return {
      async call(operation, parameters): Promise<Answer> {
        const params = new $OpenApiUtil.Params({
          action: operation,
          version: "2016-04-28",
          protocol: "HTTP",
          pathname: "/",
          method: "POST",
          authType: "AK",
          style: "RPC",
          reqBodyType: "formData",
          bodyType: "json",
        });
        const content = where === "query" ? { query: OpenApiUtil.query(parameters) } : { body: formBody(parameters) };
        const request = new $OpenApiUtil.OpenApiRequest(content);
        const answer: unknown = await client
          .callApi(params, request, new RuntimeOptions({}))
          .catch((error: unknown) => {
            throw refused(error, isObject(error) ? error["statusCode"] : undefined);
          });
        const body = isObject(answer) ? answer["body"] : undefined;
        if (!isObject(body)) throw new Error("an answer without a body");
        return body;
      },
      close: async () => {},
    };
  };

/** As the generated SDKs do for a form: flattened like a query. */
const formBody = (parameters: object): object => OpenApiUtil.query({ ...parameters });

/** What both this client and the generated one are configured with. */
export function configFor(
  url: string,
  keys: { readonly accessKeyId: string; readonly accessKeySecret: string; readonly securityToken?: string },
  signature: Style["signature"],
): $OpenApiUtil.Config {
  return new $OpenApiUtil.Config({
    ...keys,
    endpoint: new URL(url).host,
    protocol: "http",
    regionId: "cn-hangzhou",
    ...(signature === "V1" ? { signatureAlgorithm: "v2" } : {}),
  });
}
