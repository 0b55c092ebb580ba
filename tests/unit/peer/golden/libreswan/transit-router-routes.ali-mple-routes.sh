#!/bin/sh
# Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection vco-example, for libreswan.
# This form is written from documentation; it has not been run on a device.
# Tunnel: ali-mple-t1 is tun-first (master), number 929, 203.0.113.5 to 47.98.10.1
# Tunnel: ali-mple-t2 is tun-second (slave), number 930, 203.0.113.5 to 47.98.10.2
# It may hold pre-shared keys: keep it as secret as they are.
# Check: it runs all the time: the service's file is beside it. A tunnel is taken for dead when the daemon says so, which after a silent death is when DPD gives up.
# Check: a file NAME.drained in /etc/swanctl/conf.d takes the tunnel of that name for dead, as the roll-out's hook does.
# Check: UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1359.
# Without an argument it never ends; with `once` it looks once.
is_up() { [ ! -e "${DRAINED:-/etc/swanctl/conf.d}/$1.drained" ] && ipsec whack --trafficstatus | grep -q "\"$1\""; }
follow() {
  hops=
  if is_up ali-mple-t1; then hops="$hops nexthop dev ali-mple-t1"; fi
  if is_up ali-mple-t2; then hops="$hops nexthop dev ali-mple-t2"; fi
  for block in 172.16.0.0/12; do
    if [ -n "$hops" ]; then ip route replace $block metric 10 $hops
    else ip route del $block metric 10 2>/dev/null || :; fi
  done
}
while follow; [ "$1" != once ]; do sleep 1; done
