import type { CloudSide, DataPlane, ObservedLink } from "../../../simulator";
import type { Charon } from "../charon";
import { cloudSide } from "../cloud-side";
import { findingIn } from "../strongswan-plane";
import type { TunnelNumber } from "./network";
import type { Watch } from "./watch";

/** How often the cloud's ends ask whether the device is there; what the vendor's do is not known. */
const DPD_SECONDS = 10;

export const CONNECTION = "vco-roll-out";
export const TUNNEL_IDS: Readonly<Record<TunnelNumber, string>> = { 1: "tun-master", 2: "tun-slave" };
export const numberOf = (id: string): TunnelNumber => (id === TUNNEL_IDS[1] ? 1 : 2);

/**
 * The cloud's two ends as the data plane of the simulator. A change that has been configured takes effect at once: the
 * end drops what it has, and negotiates with the new values.
 */
export class CloudEnds implements DataPlane {
  private readonly since = { 1: 0, 2: 0 };
  /** Called when a tunnel has new values. */
  onChange: (tunnel: TunnelNumber, side: CloudSide) => void = () => undefined;

  constructor(
    private readonly ends: Readonly<Record<TunnelNumber, Charon>>,
    private readonly watch: Watch,
  ) {}

  negotiate(side: CloudSide): void {
    const { id, link, customerGateway } = side;
    const tunnel = numberOf(id);
    const end = this.ends[tunnel];
    this.since[tunnel] = end.log().length;
    end.load(
      cloudSide({
        name: id,
        tunnel: { TunnelIkeConfig: link.IkeConfig, TunnelIpsecConfig: link.IpsecConfig },
        cloudAddress: link.InternetIp,
        deviceAddress: customerGateway.IpAddress,
        cloudSubnet: "0.0.0.0/0",
        deviceSubnet: "0.0.0.0/0",
        ...(link.EnableDpd ? { dpdSeconds: DPD_SECONDS } : {}),
      }),
    );
    end.restart(id, "net");
    this.watch.forget(tunnel);
    this.onChange(tunnel, side);
  }

  observe(id: string): ObservedLink {
    const tunnel = numberOf(id);
    const { hasIke, hasSa } = this.watch.of(tunnel);
    if (hasSa) return { Status: "ipsec_sa_established" };
    const finding = findingIn(this.ends[tunnel].log().slice(this.since[tunnel]), id);
    const why = finding ? { finding } : {};
    if (!hasIke) return { Status: "ike_sa_not_established", ...why };
    return { Status: finding?.phase === 2 ? "ipsec_sa_not_established" : "ike_sa_established", ...why };
  }

  hasBgpSession(id: string): boolean {
    return this.watch.of(numberOf(id)).hasSession;
  }
}
