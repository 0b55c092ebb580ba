import { parseArgs } from "node:util";
import { resolveAccount } from "../../provider/api/account";
import { ApiError, ConfigurationError, CredentialsError } from "../../provider/api/errors";
import { liveCheck } from "./check";
import { report } from "./report";
import { NotNow } from "./experiment";

const HELP = `npm run live-check -- [--region REGION] [--profile PROFILE]
                      [--write TUNNEL [--omit-psk] [--shared-gateways] [--may-interrupt]]

Asks a real account what the API reference leaves open, and prints which simulator modes match. It only reads
(DescribeVpnConnections, DescribeVpnConnection, DiagnoseVpnConnections). With --write it also changes the lifetime of the
IPsec SA of that one tunnel, three times, and restores it. It refuses a tunnel that may carry its connection alone, because
the other one is not up or no status comes back; --may-interrupt is for a connection that nobody needs meanwhile.
With --omit-psk it also sends the IKE configuration of that tunnel without its pre-shared key, to see whether the API keeps
it. If it does not, the tunnel is down until the key is restored.
With --shared-gateways it also asks whether a tunnel may have another key than the other tunnels with the same VPN gateway
and customer gateway: it sends another lifetime of the IKE SA and, if that is accepted, another pre-shared key. If that is
accepted too, the tunnel is down until the key is restored. Name a tunnel that shares both gateways: a check that only reads
lists some. One that shares them with its sibling only tells whether the sibling counts, and one that shares them with other
connections tells whether those count.

Credentials are taken from the environment (ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, ALIBABA_CLOUD_..., a profile of
the aliyun CLI, ...), the region from --region or ALICLOUD_REGION.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      region: { type: "string" },
      profile: { type: "string" },
      write: { type: "string" },
      "omit-psk": { type: "boolean" },
      "shared-gateways": { type: "boolean" },
      "may-interrupt": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const choice = { regionId: values.region, profile: values.profile };
  const account = resolveAccount({ get: () => undefined }, process.env, choice);
  process.stdout.write(`${account.describe()}\n\n`);
  const time = { now: Date.now, wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };
  if (values.write !== undefined) {
    // Half a check would leave the tunnel changed.
    process.on("SIGINT", () => process.stderr.write("The tunnel is restored at the end of the check: please wait.\n"));
  }
  const { write: tunnelId, "omit-psk": omitKey, "may-interrupt": mayInterrupt } = values;
  const sharedGateways = values["shared-gateways"];
  const write = tunnelId === undefined ? undefined : { tunnelId, omitKey, sharedGateways, mayInterrupt };
  const findings = await liveCheck(account, time, write);
  process.stdout.write(report(findings, values.write !== undefined));
}

main().catch((error: unknown) => {
  const expected =
    error instanceof NotNow ||
    error instanceof ApiError ||
    error instanceof ConfigurationError ||
    error instanceof CredentialsError ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
