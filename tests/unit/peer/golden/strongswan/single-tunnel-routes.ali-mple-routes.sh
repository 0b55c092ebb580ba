#!/bin/sh
# Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection vco-example, for strongSwan (swanctl).
# This form has been run by the software itself as far as phase 1; its traffic has not been tried.
# Tunnel: ali-mple-t1 is tun-first (master), number 929, 203.0.113.5 to 47.98.10.1
# It may hold pre-shared keys: keep it as secret as they are.
# Check: it runs all the time: the service's file is beside it. A tunnel is taken for dead when the daemon says so, which after a silent death is when DPD gives up.
# Check: a file NAME.drained in /etc/swanctl/conf.d takes the tunnel of that name for dead, as the roll-out's hook does.
# Check: UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1359.
# Without an argument it never ends; with `once` it looks once.
is_up() { [ ! -e "${DRAINED:-/etc/swanctl/conf.d}/$1.drained" ] && swanctl --list-sas --ike "$1" --raw | grep -q state=INSTALLED; }
follow() {
  if is_up ali-mple-t1; then
    ip route replace 172.16.0.0/12 dev ali-mple-t1 metric 10
  else
    ip route del 172.16.0.0/12 dev ali-mple-t1 metric 10 2>/dev/null || :
  fi
}
while follow; [ "$1" != once ]; do sleep 1; done
