import { PolicyPack } from "@pulumi/policy";
import { ALL_RULES, createPack } from "pulumi-alicloud-vpn/policies";
import { shortPhase2 } from "./short-phase-2";

// Judges the tunnels of a whole organisation: a standard, a rule of its own, and one site that is not there yet.
new PolicyPack(
  "acme-vpn",
  createPack({
    rules: [...ALL_RULES, shortPhase2],
    preset: "nist-sp800-77r1",
    // A new rule comes as advisory first. A later version makes it mandatory.
    overrides: { "acme-short-phase-2": "advisory" },
    // The plants' routers renew their keys less often. For everybody else the rule stays as it is.
    scopes: [{ match: { name: "plant-*" }, settings: { "acme-short-phase-2": { max: 14_400 } } }],
    exempt: [
      {
        resource: "plant-lyon-*",
        rules: ["alicloud-vpn-tunnel-ike-version"],
        value: "ikev1",
        owner: "plant network",
        ticket: "NET-4711",
        reason: "router speaks IKEv1 only, replaced in March",
        until: "2027-03-31",
      },
      {
        resource: "plant-lyon-*",
        rules: ["alicloud-vpn-tunnel-crypto-profile"],
        owner: "plant network",
        ticket: "NET-4711",
        reason: "the standard asks for IKEv2 as well",
        until: "2027-03-31",
      },
    ],
  }),
);
