import { stsEndpoint, vpcEndpoint } from "../../../provider/api/endpoints";
import { configOf } from "./accounts";

function vpc(region: string, config: Record<string, string> = {}, env: Record<string, string> = {}): string {
  return vpcEndpoint({ config: configOf(config), env }, region);
}

describe("the VPC endpoint", () => {
  test.each([
    ["cn-beijing", "https://vpc.cn-beijing.aliyuncs.com"],
    ["eu-central-1", "https://vpc.eu-central-1.aliyuncs.com"],
    ["ap-southeast-1", "https://vpc.ap-southeast-1.aliyuncs.com"],
    ["cn-hangzhou", "https://vpc.aliyuncs.com"],
    ["cn-shanghai-finance-1", "https://vpc.aliyuncs.com"],
    ["cn-shenzhen-finance-1", "https://vpc.aliyuncs.com"],
    ["cn-north-2-gov-1", "https://vpc.aliyuncs.com"],
    ["cn-beijing-gov-1", "https://vpc.aliyuncs.com"],
    ["cn-beijing-finance-pop", "https://vpc.aliyuncs.com"],
    ["cn-hangzhou-finance", "https://vpc.aliyuncs.com"],
    ["cn-wuhan", "https://vpc.aliyuncs.com"],
    ["cn-fujian", "https://vpc.aliyuncs.com"],
    ["cn-zhangbei", "https://vpc.aliyuncs.com"],
    ["cn-yushanfang", "https://vpc.aliyuncs.com"],
    ["ap-northeast-2-pop", "https://vpc.aliyuncs.com"],
    ["rus-west-1-pop", "https://vpc.aliyuncs.com"],
    ["cn-hongkong-finance-pop", "https://vpc.aliyuncs.com"],
    ["cn-edge-1", "https://vpc-nebula.cn-qingdao-nebula.aliyuncs.com"],
    ["cn-qingdao-nebula", "https://vpc-nebula.cn-qingdao-nebula.aliyuncs.com"],
    ["cn-huhehaote-nebula-1", "https://vpc-nebula.cn-qingdao-nebula.aliyuncs.com"],
    ["cn-zhengzhou-nebula-1", "https://vpc-nebula.cn-qingdao-nebula.aliyuncs.com"],
    ["eu-west-1-oxs", "https://vpc-nebula.cn-shenzhen-cloudstone.aliyuncs.com"],
    ["cn-zhangjiakou-na62-a01", "https://vpc.cn-zhangjiakou.aliyuncs.com"],
  ])("of %s is %s", (region, endpoint) => {
    expect(vpc(region)).toBe(endpoint);
  });

  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    ["a list", { endpoints: '[{"vpc":"10.0.0.1:8080"}]' }, {}, "https://10.0.0.1:8080"],
    ["an object", { endpoints: '{"vpc":"vpc.internal"}' }, {}, "https://vpc.internal"],
    ["HTTP by protocol", { endpoints: '{"vpc":"vpc.internal"}', protocol: "HTTP" }, {}, "http://vpc.internal"],
    [
      "a whole address, whatever the protocol",
      { endpoints: '{"vpc":"http://h:1/"}', protocol: "HTTPS" },
      {},
      "http://h:1",
    ],
    ["protocol in small letters", { protocol: "http" }, {}, "http://vpc.eu-central-1.aliyuncs.com"],
    [
      "another product's endpoint",
      { endpoints: '[{"ecs":"e.internal"}]' },
      {},
      "https://vpc.eu-central-1.aliyuncs.com",
    ],
    ["an empty list", { endpoints: "[]" }, {}, "https://vpc.eu-central-1.aliyuncs.com"],
    [
      "ALIBABA_CLOUD_ENDPOINT_VPC",
      {},
      { ALIBABA_CLOUD_ENDPOINT_VPC: "a.internal", VPC_ENDPOINT: "b.internal" },
      "https://a.internal",
    ],
    ["VPC_ENDPOINT", {}, { VPC_ENDPOINT: "http://127.0.0.1:9" }, "http://127.0.0.1:9"],
    [
      "the configuration before the environment",
      { endpoints: '{"vpc":"c.internal"}' },
      { VPC_ENDPOINT: "b.internal" },
      "https://c.internal",
    ],
    ["IPv6", { endpoints: '{"vpc":"http://[::1]:8080"}' }, {}, "http://[::1]:8080"],
  ])("is overridden by %s", (_, config, env, endpoint) => {
    expect(vpc("eu-central-1", config, env)).toBe(endpoint);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["a path", { endpoints: '{"vpc":"https://h/path"}' }, /alicloud:endpoints \(vpc\) must be a host/],
    ["parameters", { endpoints: '{"vpc":"https://h?x=hunter2"}' }, /must be a host/],
    ["a password", { endpoints: '{"vpc":"https://u:hunter2@h"}' }, /must be a host/],
    ["no JSON", { endpoints: "hunter2" }, /alicloud:endpoints is not valid JSON/],
    ["two objects", { endpoints: '[{"vpc":"a"},{"vpc":"b"}]' }, /one object/],
    ["an unknown protocol", { protocol: "ftp" }, /alicloud:protocol must be HTTP or HTTPS/],
  ])("refuses %s, without repeating it", (_, config, message) => {
    const attempt = (): string => vpc("eu-central-1", config);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow(/hunter2/);
  });
});

test.each<[Record<string, string>, Record<string, string>, string]>([
  [{}, {}, "https://sts.aliyuncs.com"],
  [{}, { ALIBABA_CLOUD_STS_REGION: "eu-central-1" }, "https://sts.eu-central-1.aliyuncs.com"],
  [
    {},
    { ALIBABA_CLOUD_STS_REGION: "eu-central-1", ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED: "true" },
    "https://sts-vpc.eu-central-1.aliyuncs.com",
  ],
  [{ endpoints: '[{"sts":"http://127.0.0.1:9"}]' }, {}, "http://127.0.0.1:9"],
  [{}, { ALIBABA_CLOUD_ENDPOINT_STS: "s.internal" }, "https://s.internal"],
  [{}, { STS_ENDPOINT: "s.internal" }, "https://s.internal"],
])("the STS endpoint with %j and %j is %s", (config, env, endpoint) => {
  expect(stsEndpoint({ config: configOf(config), env })).toBe(endpoint);
});
