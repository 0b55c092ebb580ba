// Generated from provider/resources/vpn-tunnel/table/fields.ts by `npm run generate`; do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
export interface TunnelIkeConfig {
  /** Version of the IKE protocol. */
  readonly ikeVersion?: string;
  /** Negotiation mode of IKE version 1; `aggressive` sends identities in clear. */
  readonly ikeMode?: string;
  /** Encryption of phase 1; `aes` is AES with a 128-bit key. */
  readonly ikeEncAlg?: string;
  /** Integrity of phase 1. */
  readonly ikeAuthAlg?: string;
  /** Diffie-Hellman group of phase 1. */
  readonly ikePfs?: string;
  /** Lifetime of the IKE security association. */
  readonly ikeLifetime?: number;
  /** Identity that the tunnel presents to the peer. */
  readonly localId?: string;
  /** Identity that the peer must present. */
  readonly remoteId?: string;
  /** Where the pre-shared key is read from, in place of `psk`. It is read when it is needed, on the machine that runs Pulumi, and never enters Pulumi's state, plan, events or logs; a salted HMAC of it, secret as well, tells whether it changed. */
  readonly pskFrom?: PskFrom;
}

/** IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
export interface TunnelIpsecConfig {
  /** Encryption of phase 2; `aes` is AES with a 128-bit key. */
  readonly ipsecEncAlg?: string;
  /** Integrity of phase 2. */
  readonly ipsecAuthAlg?: string;
  /** Perfect forward secrecy: the Diffie-Hellman group of phase 2. */
  readonly ipsecPfs?: string;
  /** Lifetime of the IPsec security association. */
  readonly ipsecLifetime?: number;
}

/** Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource. */
export interface TunnelBgpConfig {
  /** Autonomous system number of the Alibaba side; the same on both tunnels of a connection. */
  readonly localAsn?: number;
  /** BGP address of the Alibaba side, inside `tunnelCidr`. */
  readonly localBgpIp?: string;
  /** Address block inside the tunnel, for BGP. Unique among the tunnels of a VPN gateway. */
  readonly tunnelCidr?: string;
  /** Autonomous system number of the peer. */
  readonly peerAsn?: number;
  /** BGP address of the peer. */
  readonly peerBgpIp?: string;
  /** Negotiation of BGP: `success`, or another word while it is down. */
  readonly bgpStatus?: string;
}

/** Where the pre-shared key is read from, in place of `psk`. It is read when it is needed, on the machine that runs Pulumi, and never enters Pulumi's state, plan, events or logs; a salted HMAC of it, secret as well, tells whether it changed. */
export interface PskFrom {
  /** Name of an environment variable that holds the key. */
  readonly env?: string;
  /** Path of a file that holds the key, relative to the program's folder; one line break at its end does not count. */
  readonly file?: string;
  /** Command line for the shell that prints the key, within 60 seconds; one line break at the end does not count. It runs in the program's folder, once for each operation. */
  readonly command?: string;
}

/** Proof that traffic passes, where BGP does not tell. An IPsec SA that is up proves little: with a wrong SHA-2 truncation, wrong selectors or a wrong MTU nothing passes. After a change, the tunnel is back only when the probe passes. */
export interface Probe {
  /** A host and port behind the tunnel. The probe passes when a TCP connection from the machine that runs Pulumi is accepted within 5 seconds. */
  readonly tcp?: string;
  /** Command line for the shell. It runs in the program's folder, and the probe passes when it exits with 0 within 30 seconds. */
  readonly command?: string;
}

/** How long to wait for this tunnel, in place of the configured times. */
export interface Timeouts {
  /** How long to wait until a change is configured. */
  readonly settleSeconds?: number;
  /** How long to wait until a changed tunnel is up again. */
  readonly establishSeconds?: number;
}

/** A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret. */
export interface AssumeRole {
  /** The role to assume. A change sends nothing. */
  readonly roleArn?: string;
  /** Name of the session, for the audit trail. */
  readonly sessionName?: string;
  /** How long a session lasts before it is renewed. */
  readonly sessionExpiration?: number;
  /** External id that the role asks for. */
  readonly externalId?: string;
  /** Further restriction of the session. */
  readonly policy?: string;
}

/** The outputs of a VpnTunnel: the values in force, declared or not. */
export interface VpnTunnelOutputs {
  /**
   * The IPsec-VPN connection that the tunnel belongs to.
   * Source: ModifyTunnelAttribute, VpnConnectionId.
   */
  readonly vpnConnectionId: pulumi.Output<string>;

  /**
   * The tunnel. Declare either this or `role`.
   * Source: ModifyTunnelAttribute, TunnelId.
   */
  readonly tunnelId: pulumi.Output<string>;

  /**
   * The tunnel by its part in the connection: `master` is the active one. Declare either this or `tunnelId`; moving from one to the other for the same tunnel is no replacement.
   * Source: DescribeVpnConnections, TunnelOptions.Role.
   */
  readonly role: pulumi.Output<string>;

  /**
   * The region of the connection.
   * Source: ModifyTunnelAttribute, RegionId.
   */
  readonly regionId: pulumi.Output<string>;

  /**
   * The customer gateway at the other end. With a new one the API derives `tunnelIkeConfig.remoteId` anew, unless that is a name.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.CustomerGatewayId.
   */
  readonly customerGatewayId: pulumi.Output<string | undefined>;

  /**
   * Dead peer detection: find out that the peer is gone, and drop its security associations.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.EnableDpd.
   */
  readonly enableDpd: pulumi.Output<boolean | undefined>;

  /**
   * NAT traversal: find a NAT device on the way and carry ESP in UDP port 4500.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.EnableNatTraversal.
   */
  readonly enableNatTraversal: pulumi.Output<boolean | undefined>;

  /**
   * The peer's CA certificate, for a VPN gateway that uses a ShangMi (SM) certificate.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.RemoteCaCertificate.
   */
  readonly remoteCaCertificate: pulumi.Output<string | undefined>;

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

  /** What to do about a change of this tunnel while it is the only one of its connection that carries traffic: `refuse` it and send nothing, or `change` it, which is an outage until the device has the same. */
  readonly whenAlone: pulumi.Output<string | undefined>;

  /** Profile of the shared credentials file whose account this tunnel belongs to. A change sends nothing. */
  readonly profile: pulumi.Output<string | undefined>;

  /**
   * Zone of the tunnel.
   * Source: DescribeVpnConnections, TunnelOptions.ZoneNo.
   */
  readonly zoneNo: pulumi.Output<string | undefined>;

  /**
   * Public address of the tunnel on the Alibaba side.
   * Source: DescribeVpnConnections, TunnelOptions.InternetIp.
   */
  readonly internetIp: pulumi.Output<string | undefined>;

  /**
   * Life cycle of the tunnel: `active`, `updating` or `deleting`.
   * Source: DescribeVpnConnections, TunnelOptions.State.
   */
  readonly state: pulumi.Output<string | undefined>;

  /**
   * Negotiation: `ike_sa_not_established`, `ike_sa_established`, `ipsec_sa_not_established` or `ipsec_sa_established`.
   * Source: DescribeVpnConnections, TunnelOptions.Status.
   */
  readonly status: pulumi.Output<string | undefined>;

  /** IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  readonly tunnelIkeConfig: pulumi.Output<TunnelIkeConfig | undefined>;

  /** IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
  readonly tunnelIpsecConfig: pulumi.Output<TunnelIpsecConfig | undefined>;

  /** Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource. */
  readonly tunnelBgpConfig: pulumi.Output<TunnelBgpConfig | undefined>;

  /** Proof that traffic passes, where BGP does not tell. An IPsec SA that is up proves little: with a wrong SHA-2 truncation, wrong selectors or a wrong MTU nothing passes. After a change, the tunnel is back only when the probe passes. */
  readonly probe: pulumi.Output<Probe | undefined>;

  /** How long to wait for this tunnel, in place of the configured times. */
  readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret. */
  readonly assumeRole: pulumi.Output<AssumeRole | undefined>;

  /** The pre-shared key in force, declared or not; absent where the API withholds or masks it and none is declared. Always secret. */
  readonly preSharedKey: pulumi.Output<string | undefined>;

  /** The day, in UTC, on which this resource last changed the key, such as `2026-12-01`; absent where it has not changed it. */
  readonly keyChangedOn: pulumi.Output<string | undefined>;

  /** The day, in UTC, on which this resource found the key in force there, where it has not changed it: the key is at least as old. Absent where that day is not known either. */
  readonly keySeenSince: pulumi.Output<string | undefined>;

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
export const OUTPUT_NAMES: readonly string[] = ["vpnConnectionId","tunnelId","role","regionId","customerGatewayId","enableDpd","enableNatTraversal","remoteCaCertificate","waitFor","onAdopt","onDrift","onFailure","onDestroy","whenAlone","profile","zoneNo","internetIp","state","status","tunnelIkeConfig","tunnelIpsecConfig","tunnelBgpConfig","probe","timeouts","assumeRole","preSharedKey","keyChangedOn","keySeenSince","connectionName","vpnGatewayId","localSubnets","remoteSubnets","managed"];
