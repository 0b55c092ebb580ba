import type { Params } from "../../http/request";
import { type Rows, namesOf } from "../../model/parameter";
import {
  type BgpConfig,
  type DirectValues,
  type IkeConfig,
  type IpsecConfig,
  bgpRows,
  blockNames,
  directRows,
  ikeRows,
  ipsecRows,
  rowsByWirePath,
} from "../../model/tunnel-parameters";
import type { Parameter } from "../operation";

/** The values that a request sends. A block is there if at least one of its parameters was sent. */
export interface TunnelChange {
  readonly direct: Partial<DirectValues>;
  readonly ike?: Partial<IkeConfig>;
  readonly ipsec?: Partial<IpsecConfig>;
  readonly bgp?: Partial<BgpConfig>;
}

const PREFIX = "TunnelOptionsSpecification.";

/** The request parameters of ModifyTunnelAttribute. */
export const modifyParameters: readonly Parameter[] = [
  { name: "ClientToken" },
  { name: "RegionId" },
  { name: "VpnConnectionId", required: true },
  { name: "TunnelId", required: true },
  ...[...rowsByWirePath.keys()].map((path) => ({ name: PREFIX + path })),
];

/** Reads the sent values of one block; undefined where none was sent. */
function blockReader<V extends object>(block: string, rows: Rows<V>): (params: Params) => Partial<V> | undefined {
  const prefix = block === "" ? PREFIX : `${PREFIX}${block}.`;
  const names = namesOf(rows);
  return (params) => {
    let sent: Partial<V> | undefined;
    for (const name of names) {
      const raw = params.get(prefix + name);
      if (raw === undefined) continue;
      sent ??= {};
      sent[name] = rows[name].type.parse(raw, prefix + name);
    }
    return sent;
  };
}

const readDirect = blockReader("", directRows);
const readIke = blockReader(blockNames.IkeConfig.tunnel, ikeRows);
const readIpsec = blockReader(blockNames.IpsecConfig.tunnel, ipsecRows);
const readBgp = blockReader(blockNames.BgpConfig.tunnel, bgpRows);

/** The values that a request sends; throws the API's error for the first that is not allowed. */
export function readChange(params: Params): TunnelChange {
  const direct = readDirect(params) ?? {};
  const [ike, ipsec, bgp] = [readIke(params), readIpsec(params), readBgp(params)];
  return { direct, ...(ike && { ike }), ...(ipsec && { ipsec }), ...(bgp && { bgp }) };
}
