import { trafficOf, type ReportedTunnel, type Traffic } from "../../../provider/diagnosis/traffic";

const UP = "ipsec_sa_established";

describe("whether a tunnel carries traffic", () => {
  it.each<[string, ReportedTunnel, Traffic]>([
    ["it does with an SA and without BGP", { status: UP, isBgpOn: false, bgpStatus: "false" }, "carries"],
    ["it does with an SA and a BGP session", { status: UP, isBgpOn: true, bgpStatus: "success" }, "carries"],
    ["it does not without its BGP session", { status: UP, isBgpOn: true, bgpStatus: "false" }, "no BGP session"],
    ["it does not in a word that is new for BGP", { status: UP, isBgpOn: true, bgpStatus: "idle" }, "no BGP session"],
    [
      "it does with an SA where the API says nothing of BGP",
      { status: UP, isBgpOn: true, bgpStatus: undefined },
      "carries",
    ],
    ["it does with an SA where BGP may be on", { status: UP, isBgpOn: undefined, bgpStatus: "false" }, "carries"],
    ["it does not without an SA", { status: "ike_sa_established", isBgpOn: true, bgpStatus: "success" }, "no SA"],
    ["nobody knows without a Status", { status: undefined, isBgpOn: true, bgpStatus: "success" }, "unknown"],
  ])("%s", (_, tunnel, traffic) => expect(trafficOf(tunnel)).toBe(traffic));
});
