// Generated from provider/resources/vpn-tunnel-pair/table/fields.ts by `npm run generate`; do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { AssumeRole, Probe, Timeouts, TunnelBgpConfig, TunnelIkeConfig, TunnelIpsecConfig } from "./vpn-tunnel-outputs";

/** How both tunnels are changed. One tunnel is changed at a time, and the other one only when the first carries traffic again. */
export interface Rollout {
  /** The tunnel that is changed first, where both carry traffic. */
  readonly first?: string;
  /** What to do about a change of the only tunnel that carries traffic, while the other one is down: `refuse` it and send nothing, or `change` it, which is an outage. */
  readonly whenAlone?: string;
  /** How long a changed tunnel must carry traffic without a break before the other one is changed. A probe that passes while the other tunnel is drained ends it early. A BGP session that died shows `success` until its hold time ends, which is 180 seconds on the Alibaba side. */
  readonly holdSeconds?: number;
  /** Which tunnels get what is declared: `both`, or only the `first` one, until the declaration says `both`. The other tunnel keeps what it has meanwhile, and that is no difference. */
  readonly stage?: string;
  /** Who starts the negotiation after a change. `peer`: the device dials in, so that nothing happens before it does; the hook's `follow`, or a person, makes it renegotiate. */
  readonly initiator?: string;
  /** What to do about a change of a key or of IKE settings where another connection has the same VPN gateway and the same customer gateway. The service may refuse such a change of one tunnel (SameVpnAndCgwDifferentIkeConfigs). `try` one tunnel before any hook runs and stop at the refusal, or `refuse` at once. */
  readonly sharedGateways?: string;
  /** A program of yours that is called around the change of each tunnel, with a phase: `drain`, `prepare`, `follow`, `undrain` or `revert`. It gets one JSON object on its standard input; what it prints is shown, with keys masked. */
  readonly hook?: Hook;
}

/** A program of yours that is called around the change of each tunnel, with a phase: `drain`, `prepare`, `follow`, `undrain` or `revert`. It gets one JSON object on its standard input; what it prints is shown, with keys masked. */
export interface Hook {
  /** Command line for the shell. It runs in the program's folder. A phase may be called again after an interrupted run, so each one must be idempotent. */
  readonly command?: string;
  /** Whether the hook gets the keys, as `keys` in its input. They never stand in its arguments or its environment. */
  readonly withKey?: boolean;
  /** The kind of device. Its configuration with the values of the phase is then part of the hook's input. */
  readonly device?: string;
  /** How long one call may take. It is stopped after that and counts as failed. */
  readonly timeoutSeconds?: number;
}

/** One tunnel of a pair: the values in force, declared or not. */
export interface PairTunnel {
  /** The tunnel. Declare either this or `role`. */
  readonly tunnelId: string;
  /** The customer gateway at the other end. With a new one the API derives `tunnelIkeConfig.remoteId` anew, unless that is a name. */
  readonly customerGatewayId?: string;
  /** Dead peer detection: find out that the peer is gone, and drop its security associations. */
  readonly enableDpd?: boolean;
  /** NAT traversal: find a NAT device on the way and carry ESP in UDP port 4500. */
  readonly enableNatTraversal?: boolean;
  /** The peer's CA certificate, for a VPN gateway that uses a ShangMi (SM) certificate. */
  readonly remoteCaCertificate?: string;
  /** Zone of the tunnel. */
  readonly zoneNo?: string;
  /** Public address of the tunnel on the Alibaba side. */
  readonly internetIp?: string;
  /** Life cycle of the tunnel: `active`, `updating` or `deleting`. */
  readonly state?: string;
  /** Negotiation: `ike_sa_not_established`, `ike_sa_established`, `ipsec_sa_not_established` or `ipsec_sa_established`. */
  readonly status?: string;
  /** IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  readonly tunnelIkeConfig?: TunnelIkeConfig;
  /** IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  readonly tunnelIpsecConfig?: TunnelIpsecConfig;
  /** Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource. */
  readonly tunnelBgpConfig?: TunnelBgpConfig;
  /** The day, in UTC, on which this resource last changed the key, such as `2026-12-01`; absent where it has not changed it. */
  readonly keyChangedOn?: string;
  /** The day, in UTC, on which this resource found the key in force there, where it has not changed it: the key is at least as old. Absent where that day is not known either. */
  readonly keySeenSince?: string;
}

/** The outputs of a VpnTunnelPair. */
export interface VpnTunnelPairOutputs {
  /** The IPsec-VPN connection that the tunnel belongs to. */
  readonly vpnConnectionId: pulumi.Output<string>;

  /** The region of the connection. */
  readonly regionId: pulumi.Output<string>;

  /** When a change of this tunnel counts as done. `settled`: the API has configured the change and shows it. `recovered`: in addition, a tunnel that was up before the change is up again, by a negotiation after it; a tunnel that was down need not come up. `established`: in addition, the tunnel is up, whatever it was before. If the tunnel is not up in time, the update fails with the service's diagnosis, the state keeps what was sent, and the next `up` goes on from there. Where EffectImmediately is off for the connection, nothing shows a renegotiation before traffic comes: `recovered` accepts a tunnel that stays up, and a warning names it. */
  readonly waitFor: pulumi.Output<string | undefined>;

  /** What creating this resource may do to the live tunnel: `change` it to what is declared, or only `verify` that it is so and fail, with the differences, where it is not. */
  readonly onAdopt: pulumi.Output<string | undefined>;

  /** What an update does where somebody changed a declared value since Pulumi last read the tunnel. `fail`: the update lists the differences and sends nothing; `pulumi refresh` shows them, and the next `up` corrects them. `correct`: the update corrects them along with its own change. A live value that is as declared now is no difference. */
  readonly onDrift: pulumi.Output<string | undefined>;

  /** What happens where a change was accepted and then did not settle, or the tunnel did not come up in time: `keep` what was sent, or `rollback` to the values from before, wait again and report both. With `rollback` a tunnel that was up is waited for, whatever `waitFor` says. Where the old key is not known, a change of the key is refused. */
  readonly onFailure: pulumi.Output<string | undefined>;

  /** What destroying this resource does to the live tunnel: `keep` it as it is, or `restore` the values that were found before this resource changed them, except where somebody else changed them since, and never where another resource of the same operation manages the tunnel. Where the old key is not known, a change of the key is refused. */
  readonly onDestroy: pulumi.Output<string | undefined>;

  /** Profile of the shared credentials file whose account this tunnel belongs to. A change sends nothing. */
  readonly profile: pulumi.Output<string | undefined>;

  /** Proof that traffic passes, where BGP does not tell. An IPsec SA that is up proves little: with a wrong SHA-2 truncation, wrong selectors or a wrong MTU nothing passes. After a change, the tunnel is back only when the probe passes. */
  readonly probe: pulumi.Output<Probe | undefined>;

  /** How long to wait for this tunnel, in place of the configured times. */
  readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret. */
  readonly assumeRole: pulumi.Output<AssumeRole | undefined>;

  /** How both tunnels are changed. One tunnel is changed at a time, and the other one only when the first carries traffic again. */
  readonly rollout: pulumi.Output<Rollout | undefined>;

  /** The tunnel with the role `master`. */
  readonly master: pulumi.Output<PairTunnel>;

  /** The tunnel with the role `slave`. */
  readonly slave: pulumi.Output<PairTunnel>;

  /** The pre-shared key in force on the master; absent where nobody knows it. Always secret. */
  readonly masterPreSharedKey: pulumi.Output<string | undefined>;

  /** The pre-shared key in force on the slave; absent where nobody knows it. Always secret. */
  readonly slavePreSharedKey: pulumi.Output<string | undefined>;

  /** Name of the connection; empty where it has none. */
  readonly connectionName: pulumi.Output<string>;

  /** VPN gateway of the connection; absent where the connection is attached to a transit router. */
  readonly vpnGatewayId: pulumi.Output<string | undefined>;

  /** The connection's traffic selectors on the Alibaba side. */
  readonly localSubnets: pulumi.Output<string[]>;

  /** The connection's traffic selectors on the peer's side. */
  readonly remoteSubnets: pulumi.Output<string[]>;

  /** Paths of the properties that the program declares, such as `tunnelIkeConfig.ikeEncAlg`; all others are only reported. */
  readonly managed: pulumi.Output<string[]>;
}

/** The names of all outputs. */
export const PAIR_OUTPUT_NAMES: readonly string[] = ["vpnConnectionId","regionId","waitFor","onAdopt","onDrift","onFailure","onDestroy","profile","probe","timeouts","assumeRole","rollout","master","slave","masterPreSharedKey","slavePreSharedKey","connectionName","vpnGatewayId","localSubnets","remoteSubnets","managed"];
