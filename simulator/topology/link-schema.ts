import { diagnosisTable } from "../model/diagnosis-table";
import { type Finding, type SaState, saStatuses } from "../model/entities";
import { schemasOf } from "../model/parameter";
import {
  type BgpConfig,
  type IkeConfig,
  type IpsecConfig,
  bgpRows,
  directRows,
  ikeRows,
  ipsecRows,
} from "../model/tunnel-parameters";
import { anything, described, flag, object, oneOf, text, titled, whole } from "../schema/json-schema";

const LATEST = Number.MAX_SAFE_INTEGER;

const status = described(
  "holds until the next negotiation; absent: what a negotiation with the peer gives",
  oneOf([...saStatuses, ""]),
);

const finding = object<Finding>(
  {
    code: oneOf(Object.keys(diagnosisTable)),
    phase: whole(1, 2),
    local: text(),
    remote: text(),
    log: text(),
    warning: flag,
    atRekey: flag,
  },
  ["code", "phase"],
);

const associations = described(
  "in an export: the security associations",
  object<SaState>({
    Status: oneOf(saStatuses),
    at: whole(0, LATEST),
    finding,
    dueAt: whole(0, LATEST),
    waitsForTrafficFrom: whole(0, LATEST),
    hadTraffic: flag,
    failsAt: whole(0, LATEST),
  }),
);

export const ikeSchema = titled("IKE", object<IkeConfig>(schemasOf(ikeRows)));
export const ipsecSchema = titled("IPsec", object<IpsecConfig>(schemasOf(ipsecRows)));
export const bgpSchema = titled(
  "BGP",
  object<BgpConfig & { AuthKey: string }>(
    { ...schemasOf<BgpConfig>(bgpRows), AuthKey: described("key of the BGP session", text()) },
    [],
    { PeerBgpIp: anything, PeerAsn: anything, BgpStatus: anything, Status: anything, EnableBgp: anything },
  ),
);

/** The common fields of a tunnel and of a single-tunnel connection. */
export const linkSchemas = {
  ...schemasOf(directRows),
  InternetIp: described("its address; absent: an address of the gateway", text()),
  Status: status,
  Sa: associations,
};

/** The fields of a single-tunnel connection in place of tunnels. */
export const singleLinkSchemas = {
  ...linkSchemas,
  ...schemasOf(directRows, "single"),
  IkeConfig: described("phase 1", ikeSchema),
  IpsecConfig: described("phase 2", ipsecSchema),
  VpnBgpConfig: described("absent or empty: the connection has no BGP", bgpSchema),
};
