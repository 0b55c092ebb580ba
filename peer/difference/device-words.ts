/** The rules that devices have about single lines of their configurations. */

import type { BlockWords } from "./block-commands";
import type { SetWords } from "./set-commands";

export const IOS: BlockWords = {
  noise: /^(?:!|exit$|exit-address-family$|end$)/,
  single: [
    /^authentication(?: remote| local)? /,
    /^(?:encryption|hash|group|lifetime|integrity|prf|keyring|keyring local|local-address|self-identity|address) /,
    /^pre-shared-key (?:address \S+ )?/,
    /^identity local /,
    /^(?:dpd|keepalive) /,
    /^mode /,
    /^set (?:transform-set|pfs|isakmp-profile|ikev2-profile|local-preference|as-path prepend) /,
    /^set security-association lifetime (?:seconds|kilobytes) /,
    /^ip (?:address|unnumbered|tcp adjust-mss) /,
    /^tunnel (?:source|destination|mode) /,
    /^bfd interval /,
    /^neighbor \S+ (?:timers|fall-over) /,
  ],
  sections: [/^crypto ipsec transform-set \S+ /],
  shared: /^router bgp /,
  neighbor: /^(neighbor \S+) remote-as /,
  negation: "no",
  removesByBeginning: false,
  end: "exit",
};

export const ASA: BlockWords = {
  ...IOS,
  single: [
    /^(?:encryption|hash|group|lifetime|integrity|prf|nameif|zone-member) /,
    /^ikev1 pre-shared-key /,
    /^ikev2 (?:remote|local)-authentication pre-shared-key /,
    /^isakmp keepalive /,
    /^protocol esp (?:encryption|integrity) /,
    /^set (?:ikev1 transform-set|ikev2 ipsec-proposal|pfs|local-preference|as-path prepend) /,
    /^set security-association lifetime (?:seconds|kilobytes) /,
    /^ip address /,
    /^tunnel (?:source|destination|mode|protection) /,
    /^neighbor \S+ timers /,
  ],
  sections: [/^crypto ipsec ikev1 transform-set \S+ /],
  shared: /^router bgp |^sysopt |^crypto isakmp identity |^crypto ikev[12] enable /,
};

export const VRP: BlockWords = {
  noise: /^(?:#|quit$|return$)/,
  single: [
    /^(?:encryption|authentication|integrity)-algorithm /,
    /^(?:authentication-method|prf|dh|exchange-mode|pre-shared-key|ike-proposal|ike-peer|proposal|pfs) /,
    /^(?:local-id-type|local-id|remote-id-type|remote-id|remote-address) /,
    /^dpd (?:type|msg) /,
    /^nat traversal$/,
    /^sa duration (?:time-based |traffic-based )?/,
    /^(?:encapsulation-mode|transform|tunnel-protocol|source|destination|ipsec profile|ipsec policy) /,
    /^esp (?:encryption|authentication)-algorithm /,
    /^(?:ip address|tcp adjust-mss|security acl|tunnel local|sa trigger-mode|test-type|destination-address|frequency) /,
    /^apply (?:local-preference|as-path) /,
    /^peer \S+ timer /,
    /^peer \S+ bfd min-tx-interval /,
  ],
  sections: [],
  shared: /^bgp \d|^bfd$|^firewall zone |^ipsec authentication sha2 |^interface (?!Tunnel)/,
  neighbor: /^(peer \S+) as-number /,
  negation: "undo",
  removesByBeginning: true,
  end: "quit",
};

export const COMWARE: BlockWords = {
  ...VRP,
  single: [
    /^(?:encryption|authentication)-algorithm /,
    /^authentication-method(?: local| remote)? /,
    /^(?:encryption|integrity|prf|dh|exchange-mode|keychain|local-identity|pfs|protocol|transform-set) /,
    /^identity local /,
    /^pre-shared-key (?:plaintext |address \S+ \S+ )/,
    /^address /,
    /^dpd /,
    /^sa duration (?:time-based )?/,
    /^(?:encapsulation-mode|ike-profile|ikev2-profile|source|destination|ipsec apply policy) /,
    /^esp (?:encryption|authentication)-algorithm /,
    /^(?:ip address|tcp mss|security acl|local-address|remote-address|type|frequency) /,
    /^tunnel protection ipsec profile /,
    /^apply (?:local-preference|as-path) /,
    /^peer \S+ timer /,
  ],
};

export const JUNOS: SetWords = {
  whole:
    / (?:proposals|import|export|address|next-hop) \S+$| route-filter | then accept$| multipath$| discard$| no-nat-traversal$| interfaces st0\.\d+$| host-inbound-traffic protocols \S+$| family inet$/,
  identified: [
    /^(set .* (?:dead-peer-detection|perfect-forward-secrecy|bfd-liveness-detection)) /,
    /^(set .* traffic-selector \S+) /,
    /^(set .* qualified-next-hop \S+) preference /,
  ],
  kept: /^set security flow tcp-mss |^set routing-options forwarding-table export |load-balance per-packet$/,
  objects:
    /^set (?:security (?:ike|ipsec) (?:proposal|policy|gateway|vpn) \S+|security zones security-zone \S+ interfaces st0\.\d+|interfaces st0 unit \d+|protocols bgp group \S+ neighbor \S+|protocols bgp group \S+|policy-options policy-statement \S+)/,
};

export const VYOS: SetWords = {
  whole:
    / (?:id|prefix|address) '[^']*'$| network \S+$| bfd$|^set interfaces vti \S+$| ipv4-unicast$| disable-route-autoinstall$/,
  identified: [/^(set .* (?:interface \S+|blackhole)) distance /],
  kept: /^set vpn ipsec options disable-route-autoinstall$/,
  objects:
    /^set (?:vpn ipsec ike-group \S+ dead-peer-detection|vpn ipsec (?:ike-group|esp-group|authentication psk|site-to-site peer) \S+|interfaces vti \S+|protocols bgp neighbor \S+|policy route-map \S+)/,
};

export const PAN_OS: SetWords = {
  whole: /^set network virtual-router \S+ interface \S+$| network layer3 \S+$| redist-rules /,
  identified: [/^(set .* (?:local-id|peer-id)) /, /^(set .* proxy-id \S+) /],
  kept: /^set network virtual-router \S+ protocol bgp (?:enable|router-id|local-as|install-route) /,
  objects:
    /^set network (?:ike crypto-profiles \S+ \S+|ike gateway \S+ protocol ikev[12]|ike gateway \S+|tunnel ipsec \S+ tunnel-monitor|tunnel ipsec \S+|interface tunnel units \S+|virtual-router \S+ routing-table ip static-route \S+|virtual-router \S+ protocol bgp (?:peer-group|policy \S+ rules) \S+)/,
};
