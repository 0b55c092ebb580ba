import { ALICLOUD_PROVIDER, cite } from "../../rule/citation";
import { sslServerRule } from "../../rule/rule-kinds";
import { choices, flag } from "../../rule/settings";
import { isScalar, read } from "../../subjects/reading";

const CIPHERS = ["AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "none"] as const;
const PROTOCOLS = ["UDP", "TCP"] as const;
const DEFAULTS = { cipher: "AES-128-CBC", protocol: "UDP" };

export const sslServerParameters = sslServerRule({
  name: "alicloud-vpn-ssl-server-parameters",
  title: "Encryption of an SSL-VPN server",
  description: "An SSL-VPN server should encrypt the traffic of its clients, with an algorithm that is allowed.",
  group: "algorithms",
  severity: "critical",
  level: "advisory",
  ...cite(ALICLOUD_PROVIDER, "SslVpnServer, cipher", "With the cipher none, no encryption algorithm is used."),
  remediationSteps:
    "Set cipher to AES-256-CBC, and give the clients the new configuration, which they need to connect.",
  settings: {
    ciphers: choices(CIPHERS, CIPHERS.slice(0, 3), "The ciphers that are allowed."),
    protocols: choices(PROTOCOLS, PROTOCOLS, "The protocols that are allowed."),
    allowCompression: flag(true, "Whether the server may compress traffic, which can tell of what is encrypted."),
  },
  judge({ resource, ledger }, { ciphers, protocols, allowCompression }, violate) {
    const listed = [
      ["cipher", ciphers],
      ["protocol", protocols],
    ] as const;
    for (const [property, allowed] of listed) {
      const reading = read(resource.props, [property]);
      const given = ledger.valueOf(reading);
      if (reading.state === "unknown") continue;
      const value = given === undefined ? DEFAULTS[property] : isScalar(given) ? String(given).slice(0, 40) : "no text";
      if (allowed.includes(value)) continue;
      const origin = given === undefined ? "created" : "declared";
      violate(`${property} is "${value}"; allowed: ${allowed.join(", ")}. Set ${property} to one of these.`, {
        path: property,
        value,
        allowed: allowed.join(", "),
        origin,
      });
    }
    if (!allowCompression && ledger.valueOf(read(resource.props, ["compress"])) === true)
      violate("compress is true; allowed: false. Set compress to false.", {
        path: "compress",
        value: "true",
        allowed: "false",
      });
  },
});
