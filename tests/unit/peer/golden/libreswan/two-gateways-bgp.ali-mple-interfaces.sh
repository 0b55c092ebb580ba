#!/bin/sh
# Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection vco-example, for libreswan.
# This form is written from documentation; it has not been run on a device.
# Tunnel: ali-mple-t1 is tun-first (master), number 929, 203.0.113.5 to 47.98.10.1, BGP 169.254.10.2 to 169.254.10.1
# Tunnel: ali-mple-t2 is tun-second (slave), number 930, 198.51.100.7 to 47.98.10.2, BGP 169.254.11.2 to 169.254.11.1
# It may hold pre-shared keys: keep it as secret as they are.
# Check: no rule of the machine's own firewall stands against it: forwarding between the inside and the tunnels' interfaces, both in one zone; no masquerading of what leaves by them.
# Check: nothing else on the device has the numbers 929 and 930 (--number chooses others).
# Check: each announced block is, exactly as it is here, in the device's own routing table: otherwise it is not announced.
# Check: traffic to the VPC leaves by the default route while no tunnel is up: --route writes routes that drop it.
# Check: BGP prefers the master tunnel in both directions.
# Check: a session may go out through one tunnel and come back through the other, above all while traffic moves: no firewall may drop it for that.
# Check: UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1359.
set -e
sysctl -q -w net.ipv4.ip_forward=1
# Packets larger than the tunnel's are never acknowledged as such everywhere: TCP is told its size.
nft -f - <<'RULES'
table inet ali-mple
delete table inet ali-mple
table inet ali-mple {
  chain forward {
    type filter hook forward priority mangle; policy accept;
    oifname { "ali-mple-t1", "ali-mple-t2" } tcp flags syn tcp option maxseg size > 1359 tcp option maxseg size set 1359
    iifname { "ali-mple-t1", "ali-mple-t2" } tcp flags syn tcp option maxseg size > 1359 tcp option maxseg size set 1359
  }
}
RULES
