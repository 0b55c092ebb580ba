/** AWS Site-to-Site VPN as the other end. */

import { cloud } from "../cloud";
import { NOT_VERIFIED, type Source } from "../limit";
import { API, AWS_LIMITS } from "./limits";
import { AWS_NAMES } from "./names";
import { awsProgram } from "./program";
import { awsScript } from "./script";

const INITIATION: Source = { page: "AWS Site-to-Site VPN user guide, Tunnel initiation options", read: "2026-12-01" };
const MODIFICATION: Source = { page: "AWS Site-to-Site VPN user guide, Modifying tunnel options", read: "2026-12-01" };
const REPLACEMENT: Source = {
  page: "AWS Site-to-Site VPN user guide, Tunnel endpoint replacements",
  read: "2026-12-01",
};

export const aws = cloud({
  id: "aws",
  title: "AWS Site-to-Site VPN",
  limits: AWS_LIMITS,
  facts: [
    {
      text:
        "both ends start the negotiation with IKEv2 (StartupAction: start); with IKEv1, AWS cannot, and Alibaba Cloud " +
        "starts it alone",
      source: INITIATION,
    },
    {
      text:
        "each tunnel has an AWS VPN connection of its own, as the two have different addresses on Alibaba Cloud: the " +
        "customer gateways on Alibaba Cloud are two as well, and the second AWS tunnel of each connection stays down",
      source: NOT_VERIFIED,
    },
    {
      text: "AWS waits 30 s at least before it takes the other end for dead, whatever DPD does on Alibaba Cloud",
      source: API,
    },
    {
      text:
        "the AWS gateway has the AS number of the customer gateways on Alibaba Cloud; it gets it when it is made and " +
        "never another one",
      source: NOT_VERIFIED,
    },
    {
      text: "BGP on AWS does not know which tunnel is the master: of two equal paths it takes any",
      source: NOT_VERIFIED,
    },
  ],
  changes: [
    {
      what: "the key",
      effect: "in place",
      down: "this tunnel is down for up to several minutes",
      source: MODIFICATION,
    },
    {
      what: "algorithms, lifetimes, IKE version, inside CIDR",
      effect: "in place",
      down: "this tunnel is down for up to several minutes, one tunnel with each request",
      source: MODIFICATION,
    },
    {
      what: "the address of Alibaba Cloud's end (the customer gateway)",
      effect: "in place",
      down: "both AWS tunnels of its connection are down",
      source: REPLACEMENT,
    },
  ],
  algorithmNames: AWS_NAMES,
  program: awsProgram,
  script: awsScript,
});
