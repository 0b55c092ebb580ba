// Generated from provider/resources/vpn-tunnel/table/fields.ts by `npm run generate`; do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** IKE phase 1. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
export interface TunnelIkeConfigArgs {
  /**
   * Version of the IKE protocol.
   * Allowed: one of ikev1, ikev2.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.IkeVersion.
   */
  ikeVersion?: pulumi.Input<"ikev1" | "ikev2" | undefined>;
  /**
   * Negotiation mode of IKE version 1; `aggressive` sends identities in clear.
   * Allowed: one of main, aggressive.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.IkeMode.
   */
  ikeMode?: pulumi.Input<"main" | "aggressive" | undefined>;
  /**
   * Encryption of phase 1; `aes` is AES with a 128-bit key.
   * Allowed: one of aes, aes192, aes256, des, 3des.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.IkeEncAlg.
   */
  ikeEncAlg?: pulumi.Input<"aes" | "aes192" | "aes256" | "des" | "3des" | undefined>;
  /**
   * Integrity of phase 1.
   * Allowed: one of md5, sha1, sha256, sha384, sha512.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.IkeAuthAlg.
   */
  ikeAuthAlg?: pulumi.Input<"md5" | "sha1" | "sha256" | "sha384" | "sha512" | undefined>;
  /**
   * Diffie-Hellman group of phase 1.
   * Allowed: one of group1, group2, group5, group14.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.IkePfs.
   */
  ikePfs?: pulumi.Input<"group1" | "group2" | "group5" | "group14" | undefined>;
  /**
   * Lifetime of the IKE security association.
   * Allowed: a whole number from 0 to 86400 seconds.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.IkeLifetime.
   */
  ikeLifetime?: pulumi.Input<number | undefined>;
  /**
   * Identity that the tunnel presents to the peer.
   * Allowed: an IP address or a name of up to 100 characters without spaces.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.LocalId.
   */
  localId?: pulumi.Input<string | undefined>;
  /**
   * Identity that the peer must present.
   * Allowed: an IP address or a name of up to 100 characters without spaces.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.RemoteId.
   */
  remoteId?: pulumi.Input<string | undefined>;
  /**
   * Pre-shared key, the same at both ends. Secret in state, previews and outputs, whatever the program passes.
   * Allowed: 1 to 100 letters, digits and punctuation marks, without spaces.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIkeConfig.Psk.
   */
  psk?: pulumi.Input<string | undefined>;
  /** Where the pre-shared key is read from, in place of `psk`. It is read when it is needed, on the machine that runs Pulumi, and never enters Pulumi's state, plan, events or logs; a salted HMAC of it, secret as well, tells whether it changed. */
  pskFrom?: pulumi.Input<PskFromArgs | undefined>;
}

/** IPsec phase 2. A change of any of them renegotiates the tunnel: the peer must be changed to the same. */
export interface TunnelIpsecConfigArgs {
  /**
   * Encryption of phase 2; `aes` is AES with a 128-bit key.
   * Allowed: one of aes, aes192, aes256, des, 3des.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIpsecConfig.IpsecEncAlg.
   */
  ipsecEncAlg?: pulumi.Input<"aes" | "aes192" | "aes256" | "des" | "3des" | undefined>;
  /**
   * Integrity of phase 2.
   * Allowed: one of md5, sha1, sha256, sha384, sha512.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIpsecConfig.IpsecAuthAlg.
   */
  ipsecAuthAlg?: pulumi.Input<"md5" | "sha1" | "sha256" | "sha384" | "sha512" | undefined>;
  /**
   * Perfect forward secrecy: the Diffie-Hellman group of phase 2.
   * Allowed: one of disabled, group1, group2, group5, group14.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIpsecConfig.IpsecPfs.
   */
  ipsecPfs?: pulumi.Input<"disabled" | "group1" | "group2" | "group5" | "group14" | undefined>;
  /**
   * Lifetime of the IPsec security association.
   * Allowed: a whole number from 0 to 86400 seconds.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelIpsecConfig.IpsecLifetime.
   */
  ipsecLifetime?: pulumi.Input<number | undefined>;
}

/** Border Gateway Protocol inside the tunnel. BGP itself is switched on for the whole connection, outside this resource. */
export interface TunnelBgpConfigArgs {
  /**
   * Autonomous system number of the Alibaba side; the same on both tunnels of a connection.
   * Allowed: a whole number from 1 to 4294967295.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelBgpConfig.LocalAsn.
   */
  localAsn?: pulumi.Input<number | undefined>;
  /**
   * BGP address of the Alibaba side, inside `tunnelCidr`.
   * Allowed: a usable address of the tunnel's /30 block.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelBgpConfig.LocalBgpIp.
   */
  localBgpIp?: pulumi.Input<string | undefined>;
  /**
   * Address block inside the tunnel, for BGP. Unique among the tunnels of a VPN gateway.
   * Allowed: a /30 block inside 169.254.0.0/16 that is not reserved.
   * Not declared: not managed: the tunnel keeps what it has. A change updates the tunnel in place.
   * Source: ModifyTunnelAttribute, TunnelOptionsSpecification.TunnelBgpConfig.TunnelCidr.
   */
  tunnelCidr?: pulumi.Input<string | undefined>;
}

/** Where the pre-shared key is read from, in place of `psk`. It is read when it is needed, on the machine that runs Pulumi, and never enters Pulumi's state, plan, events or logs; a salted HMAC of it, secret as well, tells whether it changed. */
export interface PskFromArgs {
  /**
   * Name of an environment variable that holds the key.
   * Allowed: the name of an environment variable.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  env?: pulumi.Input<string | undefined>;
  /**
   * Path of a file that holds the key, relative to the program's folder; one line break at its end does not count.
   * Allowed: the path of a file.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  file?: pulumi.Input<string | undefined>;
  /**
   * Command line for the shell that prints the key, within 60 seconds; one line break at the end does not count. It runs in the program's folder, once for each operation.
   * Allowed: a command line.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  command?: pulumi.Input<string | undefined>;
}

/** Proof that traffic passes, where BGP does not tell. An IPsec SA that is up proves little: with a wrong SHA-2 truncation, wrong selectors or a wrong MTU nothing passes. After a change, the tunnel is back only when the probe passes. */
export interface ProbeArgs {
  /**
   * A host and port behind the tunnel. The probe passes when a TCP connection from the machine that runs Pulumi is accepted within 5 seconds.
   * Allowed: host:port.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  tcp?: pulumi.Input<string | undefined>;
  /**
   * Command line for the shell. It runs in the program's folder, and the probe passes when it exits with 0 within 30 seconds.
   * Allowed: a command line.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  command?: pulumi.Input<string | undefined>;
}

/** How long to wait for this tunnel, in place of the configured times. */
export interface TimeoutsArgs {
  /**
   * How long to wait until a change is configured.
   * Allowed: a whole number from 1 to 7200 seconds.
   * Not declared: `alicloud-vpn:settleSeconds`, or 600. A change updates the resource and sends nothing.
   */
  settleSeconds?: pulumi.Input<number | undefined>;
  /**
   * How long to wait until a changed tunnel is up again.
   * Allowed: a whole number from 1 to 7200 seconds.
   * Not declared: `alicloud-vpn:establishSeconds`, or 300. A change updates the resource and sends nothing.
   */
  establishSeconds?: pulumi.Input<number | undefined>;
}

/** A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret. */
export interface AssumeRoleArgs {
  /**
   * The role to assume. A change sends nothing.
   * Allowed: the ARN of a RAM role.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  roleArn?: pulumi.Input<string | undefined>;
  /**
   * Name of the session, for the audit trail.
   * Allowed: 2 to 64 letters, digits, dots, hyphens, underscores or at signs.
   * Not declared: `pulumi-alicloud-vpn`. A change updates the resource and sends nothing.
   */
  sessionName?: pulumi.Input<string | undefined>;
  /**
   * How long a session lasts before it is renewed.
   * Allowed: a whole number from 900 to 43200 seconds.
   * Not declared: 3600. A change updates the resource and sends nothing.
   */
  sessionExpiration?: pulumi.Input<number | undefined>;
  /**
   * External id that the role asks for.
   * Allowed: an external id without spaces.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  externalId?: pulumi.Input<string | undefined>;
  /**
   * Further restriction of the session.
   * Allowed: a RAM policy as JSON text.
   * Not declared: unset. A change updates the resource and sends nothing.
   */
  policy?: pulumi.Input<string | undefined>;
}

/** The arguments of a VpnTunnel. A property that is left out is not managed: never sent, and never a difference. */
export interface VpnTunnelArgs {
  /**
   * The IPsec-VPN connection that the tunnel belongs to.
   * Allowed: an id such as vco-bp1q8bgx4xnkm, without spaces or colons.
   * Not declared: required. A change replaces the resource: another tunnel is adopted, the former one stays as it is.
   * Source: ModifyTunnelAttribute, VpnConnectionId.
   */
  vpnConnectionId: pulumi.Input<string>;
  /**
   * The tunnel. Declare either this or `role`.
   * Allowed: an id such as tun-bp1q8bgx4xnkm, without spaces or colons.
   * Not declared: found by `role`. A change replaces the resource: another tunnel is adopted, the former one stays as it is.
   * Source: ModifyTunnelAttribute, TunnelId.
   */
  tunnelId?: pulumi.Input<string | undefined>;
  /**
   * The tunnel by its part in the connection: `master` is the active one. Declare either this or `tunnelId`; moving from one to the other for the same tunnel is no replacement.
   * Allowed: one of master, slave.
   * Not declared: found by `tunnelId`. A change replaces the resource: another tunnel is adopted, the former one stays as it is.
   * Source: DescribeVpnConnections, TunnelOptions.Role.
   */
  role?: pulumi.Input<"master" | "slave" | undefined>;
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
   * What to do about a change of this tunnel while it is the only one of its connection that carries traffic: `refuse` it and send nothing, or `change` it, which is an outage until the device has the same.
   * Allowed: one of refuse, change.
   * Not declared: `refuse`. A change updates the resource and sends nothing.
   */
  whenAlone?: pulumi.Input<"refuse" | "change" | undefined>;
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
}

/** Arguments that are secret whatever the program passes, each with the name under which it is stored. */
export const SECRET_INPUTS: Readonly<Record<string, string>> = {"tunnelIkeConfig.psk":"preSharedKey"};
