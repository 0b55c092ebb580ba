// Generated from provider/resources/vpn-tunnel-pair/table/fields.ts by `npm run generate`; do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { AssumeRoleArgs, ProbeArgs, TimeoutsArgs, TunnelBgpConfigArgs, TunnelIkeConfigArgs, TunnelIpsecConfigArgs } from "./vpn-tunnel-args";

/** How both tunnels are changed. One tunnel is changed at a time, and the other one only when the first carries traffic again. */
export interface RolloutArgs {
  /**
   * The tunnel that is changed first, where both carry traffic.
   * Allowed: one of master, slave.
   * Not declared: the slave. A change updates the resource and sends nothing.
   */
  first?: pulumi.Input<"master" | "slave" | undefined>;
  /**
   * What to do about a change of the only tunnel that carries traffic, while the other one is down: `refuse` it and send nothing, or `change` it, which is an outage.
   * Allowed: one of refuse, change.
   * Not declared: `refuse`. A change updates the resource and sends nothing.
   */
  whenAlone?: pulumi.Input<"refuse" | "change" | undefined>;
  /**
   * How long a changed tunnel must carry traffic without a break before the other one is changed. A probe that passes while the other tunnel is drained ends it early. A BGP session that died shows `success` until its hold time ends, which is 180 seconds on the Alibaba side.
   * Allowed: a whole number from 0 to 3600 seconds.
   * Not declared: 200 where BGP is on for the tunnel, otherwise 60. A change updates the resource and sends nothing.
   */
  holdSeconds?: pulumi.Input<number | undefined>;
  /**
   * Which tunnels get what is declared: `both`, or only the `first` one, until the declaration says `both`. The other tunnel keeps what it has meanwhile, and that is no difference.
   * Allowed: one of first, both.
   * Not declared: `both`. A change updates the resource and sends nothing.
   */
  stage?: pulumi.Input<"first" | "both" | undefined>;
  /**
   * Who starts the negotiation after a change. `peer`: the device dials in, so that nothing happens before it does; the hook's `follow`, or a person, makes it renegotiate.
   * Allowed: one of cloud, peer.
   * Not declared: `cloud`, and `peer` where EffectImmediately is off for the connection. A change updates the resource and sends nothing.
   */
  initiator?: pulumi.Input<"cloud" | "peer" | undefined>;
  /**
   * What to do about a change of a key or of IKE settings where another connection has the same VPN gateway and the same customer gateway. The service may refuse such a change of one tunnel (SameVpnAndCgwDifferentIkeConfigs). `try` one tunnel before any hook runs and stop at the refusal, or `refuse` at once.
   * Allowed: one of try, refuse.
   * Not declared: `try`. A change updates the resource and sends nothing.
   */
  sharedGateways?: pulumi.Input<"try" | "refuse" | undefined>;
  /** A program of yours that is called around the change of each tunnel, with a phase: `drain`, `prepare`, `follow`, `undrain` or `revert`. It gets one JSON object on its standard input; what it prints is shown, with keys masked. */
  hook?: pulumi.Input<HookArgs | undefined>;
}

/** A program of yours that is called around the change of each tunnel, with a phase: `drain`, `prepare`, `follow`, `undrain` or `revert`. It gets one JSON object on its standard input; what it prints is shown, with keys masked. */
export interface HookArgs {
  /**
   * Command line for the shell. It runs in the program's folder. A phase may be called again after an interrupted run, so each one must be idempotent.
   * Allowed: a command line.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  command?: pulumi.Input<string | undefined>;
  /**
   * Whether the hook gets the keys, as `keys` in its input. They never stand in its arguments or its environment.
   * Allowed: true or false.
   * Not declared: false. A change updates the resource and sends nothing.
   */
  withKey?: pulumi.Input<boolean | undefined>;
  /**
   * The kind of device. Its configuration with the values of the phase is then part of the hook's input.
   * Allowed: an id of `peer-config --device`.
   * Not declared: no configuration is passed. A change updates the resource and sends nothing.
   */
  device?: pulumi.Input<string | undefined>;
  /**
   * How long one call may take. It is stopped after that and counts as failed.
   * Allowed: a whole number from 1 to 3600 seconds.
   * Not declared: 300. A change updates the resource and sends nothing.
   */
  timeoutSeconds?: pulumi.Input<number | undefined>;
}

/** What differs on one tunnel of a pair. */
export interface PairTunnelArgs {
  /**
   * The customer gateway at the other end. With a new one the API derives `tunnelIkeConfig.remoteId` anew, unless that is a name.
   * Allowed: an id such as cgw-bp1q8bgx4xnkm, without spaces or colons.
   * Not declared: the value that both share, if one is declared. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.CustomerGatewayId.
   */
  customerGatewayId?: pulumi.Input<string | undefined>;
  /**
   * Dead peer detection: find out that the peer is gone, and drop its security associations.
   * Allowed: true or false.
   * Not declared: the value that both share, if one is declared. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.EnableDpd.
   */
  enableDpd?: pulumi.Input<boolean | undefined>;
  /**
   * NAT traversal: find a NAT device on the way and carry ESP in UDP port 4500.
   * Allowed: true or false.
   * Not declared: the value that both share, if one is declared. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.EnableNatTraversal.
   */
  enableNatTraversal?: pulumi.Input<boolean | undefined>;
  /**
   * The peer's CA certificate, for a VPN gateway that uses a ShangMi (SM) certificate.
   * Allowed: a certificate in PEM form.
   * Not declared: the value that both share, if one is declared. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.RemoteCaCertificate.
   */
  remoteCaCertificate?: pulumi.Input<string | undefined>;
  /** IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  tunnelIkeConfig?: pulumi.Input<TunnelIkeConfigArgs | undefined>;
  /** IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  tunnelIpsecConfig?: pulumi.Input<TunnelIpsecConfigArgs | undefined>;
  /** Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource. */
  tunnelBgpConfig?: pulumi.Input<TunnelBgpConfigArgs | undefined>;
}

/** The arguments of a VpnTunnelPair. A property that is left out is not managed: never sent, and never a difference. */
export interface VpnTunnelPairArgs {
  /**
   * The IPsec-VPN connection that the tunnel belongs to.
   * Allowed: an id such as vco-bp1q8bgx4xnkm, without spaces or colons.
   * Not declared: required. A change replaces the resource: another tunnel is adopted, the former one stays as it is.
   * Source: ModifyTunnelAttribute, VpnConnectionId.
   */
  vpnConnectionId: pulumi.Input<string>;
  /**
   * The region of the connection.
   * Allowed: a region id such as cn-hangzhou.
   * Not declared: the configured region (`alicloud:region`). A change replaces the resource: another tunnel is adopted, the former one stays as it is.
   * Source: ModifyTunnelAttribute, RegionId.
   */
  regionId?: pulumi.Input<string | undefined>;
  /**
   * The customer gateway at the other end. With a new one the API derives `tunnelIkeConfig.remoteId` anew, unless that is a name.
   * Allowed: an id such as cgw-bp1q8bgx4xnkm, without spaces or colons.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.CustomerGatewayId.
   */
  customerGatewayId?: pulumi.Input<string | undefined>;
  /**
   * Dead peer detection: find out that the peer is gone, and drop its security associations.
   * Allowed: true or false.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.EnableDpd.
   */
  enableDpd?: pulumi.Input<boolean | undefined>;
  /**
   * NAT traversal: find a NAT device on the way and carry ESP in UDP port 4500.
   * Allowed: true or false.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.EnableNatTraversal.
   */
  enableNatTraversal?: pulumi.Input<boolean | undefined>;
  /**
   * The peer's CA certificate, for a VPN gateway that uses a ShangMi (SM) certificate.
   * Allowed: a certificate in PEM form.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.RemoteCaCertificate.
   */
  remoteCaCertificate?: pulumi.Input<string | undefined>;
  /**
   * When a change of this tunnel counts as done. `settled`: the API has configured the change and shows it. `recovered`: in addition, a tunnel that was up before the change is up again, by a negotiation after it; a tunnel that was down need not come up. `established`: in addition, the tunnel is up, whatever it was before. If the tunnel is not up in time, the update fails with the service's diagnosis, the state keeps what was sent, and the next `up` goes on from there. Where EffectImmediately is off for the connection, nothing shows a renegotiation before traffic comes: `recovered` accepts a tunnel that stays up, and a warning names it.
   * Allowed: one of settled, recovered, established.
   * Not declared: `recovered`. A change updates the resource and sends nothing.
   */
  waitFor?: pulumi.Input<"settled" | "recovered" | "established" | undefined>;
  /**
   * What creating this resource may do to the live tunnel: `change` it to what is declared, or only `verify` that it is so and fail, with the differences, where it is not.
   * Allowed: one of change, verify.
   * Not declared: `change`. A change updates the resource and sends nothing.
   */
  onAdopt?: pulumi.Input<"change" | "verify" | undefined>;
  /**
   * What an update does where somebody changed a declared value since Pulumi last read the tunnel. `fail`: the update lists the differences and sends nothing; `pulumi refresh` shows them, and the next `up` corrects them. `correct`: the update corrects them along with its own change. A live value that is as declared now is no difference.
   * Allowed: one of correct, fail.
   * Not declared: `fail`. A change updates the resource and sends nothing.
   */
  onDrift?: pulumi.Input<"correct" | "fail" | undefined>;
  /**
   * What happens where a change was accepted and then did not settle, or the tunnel did not come up in time: `keep` what was sent, or `rollback` to the values from before, wait again and report both. With `rollback` a tunnel that was up is waited for, whatever `waitFor` says. Where the old key is not known, a change of the key is refused.
   * Allowed: one of keep, rollback.
   * Not declared: `keep`. A change updates the resource and sends nothing.
   */
  onFailure?: pulumi.Input<"keep" | "rollback" | undefined>;
  /**
   * What destroying this resource does to the live tunnel: `keep` it as it is, or `restore` the values that were found before this resource changed them, except where somebody else changed them since, and never where another resource of the same operation manages the tunnel. Where the old key is not known, a change of the key is refused.
   * Allowed: one of keep, restore.
   * Not declared: `keep`. A change updates the resource and sends nothing.
   */
  onDestroy?: pulumi.Input<"keep" | "restore" | undefined>;
  /**
   * Profile of the shared credentials file whose account this tunnel belongs to. A change sends nothing.
   * Allowed: the name of a profile.
   * Not declared: the configured account. A change updates the resource and sends nothing.
   */
  profile?: pulumi.Input<string | undefined>;
  /** IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  tunnelIkeConfig?: pulumi.Input<TunnelIkeConfigArgs | undefined>;
  /** IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  tunnelIpsecConfig?: pulumi.Input<TunnelIpsecConfigArgs | undefined>;
  /** Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource. */
  tunnelBgpConfig?: pulumi.Input<TunnelBgpConfigArgs | undefined>;
  /** Proof that traffic passes, where BGP does not tell. An IPsec SA that is up proves little: with a wrong SHA-2 truncation, wrong selectors or a wrong MTU nothing passes. After a change, the tunnel is back only when the probe passes. */
  probe?: pulumi.Input<ProbeArgs | undefined>;
  /** How long to wait for this tunnel, in place of the configured times. */
  timeouts?: pulumi.Input<TimeoutsArgs | undefined>;
  /** A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret. */
  assumeRole?: pulumi.Input<AssumeRoleArgs | undefined>;
  /** How both tunnels are changed. One tunnel is changed at a time, and the other one only when the first carries traffic again. */
  rollout?: pulumi.Input<RolloutArgs | undefined>;
  /** What differs on the master. A value here goes before the one that both share. */
  master?: pulumi.Input<PairTunnelArgs | undefined>;
  /** What differs on the slave. A value here goes before the one that both share. */
  slave?: pulumi.Input<PairTunnelArgs | undefined>;
}

/** Arguments that are secret whatever the program passes, each with the name under which it is stored. */
export const PAIR_SECRET_INPUTS: Readonly<Record<string, string>> = {"tunnelIkeConfig.psk":"preSharedKey","master.tunnelIkeConfig.psk":"masterPreSharedKey","slave.tunnelIkeConfig.psk":"slavePreSharedKey"};
