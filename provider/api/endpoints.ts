/** Where a region's API is: the rule, its exceptions, and what overrides both. */
import { ConfigurationError } from "./errors";
import { readObject, readSetting, readVariable, type Setting, type Surroundings } from "./settings";

/** Regions whose VPC API is not at `vpc.<region>.aliyuncs.com`, from the product tables of the vendor's SDKs. */
const CENTRAL = "vpc.aliyuncs.com";
const NEBULA = "vpc-nebula.cn-qingdao-nebula.aliyuncs.com";
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "cn-hangzhou": CENTRAL,
  "cn-shanghai-finance-1": CENTRAL,
  "cn-shenzhen-finance-1": CENTRAL,
  "cn-north-2-gov-1": CENTRAL,
  "cn-beijing-gov-1": CENTRAL,
  "cn-beijing-finance-pop": CENTRAL,
  "cn-hangzhou-finance": CENTRAL,
  "cn-wuhan": CENTRAL,
  "cn-fujian": CENTRAL,
  "cn-zhangbei": CENTRAL,
  "cn-yushanfang": CENTRAL,
  "ap-northeast-2-pop": CENTRAL,
  "rus-west-1-pop": CENTRAL,
  "cn-hongkong-finance-pop": CENTRAL,
  "cn-edge-1": NEBULA,
  "cn-qingdao-nebula": NEBULA,
  "cn-huhehaote-nebula-1": NEBULA,
  "cn-zhengzhou-nebula-1": NEBULA,
  "eu-west-1-oxs": "vpc-nebula.cn-shenzhen-cloudstone.aliyuncs.com",
  "cn-zhangjiakou-na62-a01": "vpc.cn-zhangjiakou.aliyuncs.com",
};

/** The VPC API for a region: `alicloud:endpoints`, the environment, or the rule. With scheme, without a final slash. */
export function vpcEndpoint(around: Surroundings, region: string): string {
  const override = endpointOverride(around, "vpc", ["ALIBABA_CLOUD_ENDPOINT_VPC", "VPC_ENDPOINT"]);
  return override ?? withScheme(around, EXCEPTIONS[region] ?? `vpc.${region}.aliyuncs.com`);
}

/** The STS API, which gives the temporary keys of a role. */
export function stsEndpoint(around: Surroundings): string {
  const override = endpointOverride(around, "sts", ["ALIBABA_CLOUD_ENDPOINT_STS", "STS_ENDPOINT"]);
  if (override !== undefined) return override;
  const region = around.env["ALIBABA_CLOUD_STS_REGION"];
  if (region === undefined || region === "") return "https://sts.aliyuncs.com";
  const inVpc = around.env["ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"]?.toLowerCase() === "true";
  return `https://${inVpc ? "sts-vpc" : "sts"}.${checkedRegion({ value: region, from: "ALIBABA_CLOUD_STS_REGION" })}.aliyuncs.com`;
}

/** The region's id, refused when it could not be one: it becomes part of a host name. */
export function checkedRegion(region: Setting): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)+$/.test(region.value)) return region.value;
  throw new ConfigurationError(`${region.from} is not a region id such as cn-hangzhou or eu-central-1.`);
}

function endpointOverride(around: Surroundings, product: string, variables: readonly string[]): string | undefined {
  const configured = readObject(around, "endpoints")?.[product];
  const setting =
    configured === undefined
      ? readVariable(around, variables)
      : { value: configured, from: `alicloud:endpoints (${product})` };
  return setting === undefined ? undefined : checkedOrigin(withScheme(around, setting.value.trim()), setting.from);
}

function withScheme(around: Surroundings, hostOrUrl: string): string {
  if (/^https?:\/\//i.test(hostOrUrl)) return hostOrUrl;
  const protocol = readSetting(around, "protocol")?.value.toUpperCase() ?? "HTTPS";
  if (protocol !== "HTTP" && protocol !== "HTTPS")
    throw new ConfigurationError("alicloud:protocol must be HTTP or HTTPS.");
  return `${protocol.toLowerCase()}://${hostOrUrl}`;
}

/** Scheme, host and port only. The value is not repeated in the error: somebody may have put a password into it. */
function checkedOrigin(url: string, from: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const rest = parsed === undefined ? "?" : `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}`;
  if (parsed === undefined || rest !== "" || parsed.pathname !== "/") {
    throw new ConfigurationError(`${from} must be a host or an http(s):// address with nothing after host and port.`);
  }
  return parsed.origin;
}
