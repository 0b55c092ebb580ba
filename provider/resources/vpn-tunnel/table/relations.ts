import type { Relation } from "../../../core/field";
import { checkLocalBgpIp } from "../../../../ipsec/tunnel-cidr";
import { PSK_SOURCES } from "./options";

/** What must hold between properties of a tunnel; each says nothing while a value it needs is not known. */
export const relations: readonly Relation[] = [
  {
    doc: "Exactly one of tunnelId and role selects the tunnel.",
    check(values, unknown) {
      const given = ["tunnelId", "role"].filter((path) => path in values || unknown.has(path));
      if (given.length === 1) return [];
      const reason =
        given.length === 0
          ? "is required: declare tunnelId (such as tun-gbyz2e070xzo93) or role (master or slave)"
          : "cannot be declared together with tunnelId: they select the same thing, keep one of them";
      return [{ property: "role", reason }];
    },
  },
  {
    doc: "LocalBgpIp is a usable host of TunnelCidr.",
    check(values, _unknown, quote) {
      const ip = values["tunnelBgpConfig.localBgpIp"];
      const cidr = values["tunnelBgpConfig.tunnelCidr"];
      if (typeof ip !== "string" || typeof cidr !== "string") return [];
      const [quotedIp, quotedCidr] = [quote("tunnelBgpConfig.localBgpIp"), quote("tunnelBgpConfig.tunnelCidr")];
      const isShown = quotedIp === JSON.stringify(ip) && quotedCidr === JSON.stringify(cidr);
      const problem = checkLocalBgpIp(ip, cidr);
      return problem === undefined
        ? []
        : [
            {
              property: "tunnelBgpConfig.localBgpIp",
              reason: `${isShown ? problem : "must be a usable address of tunnelCidr"}; given: ${quotedIp} with tunnelCidr ${quotedCidr}`,
            },
          ];
    },
  },
  {
    doc: "The key is either declared (psk) or read from somewhere (pskFrom).",
    check(values, unknown) {
      const paths = ["tunnelIkeConfig.psk", ...PSK_SOURCES];
      const given = paths.filter((path) => path in values || unknown.has(path));
      // A group that is not known yet stands for both.
      const isKnown = given.some((path) => path in values);
      return isKnown && given.length > 1 && given[0] === "tunnelIkeConfig.psk"
        ? [{ property: "tunnelIkeConfig.pskFrom", reason: "cannot be declared together with psk: keep one of them" }]
        : [];
    },
  },
  {
    doc: "A role to assume needs its ARN.",
    check(values, unknown) {
      const declared = Object.keys(values).some((path) => path.startsWith("assumeRole."));
      return declared && !("assumeRole.roleArn" in values) && !unknown.has("assumeRole.roleArn")
        ? [{ property: "assumeRole.roleArn", reason: "is required where assumeRole is declared" }]
        : [];
    },
  },
];
