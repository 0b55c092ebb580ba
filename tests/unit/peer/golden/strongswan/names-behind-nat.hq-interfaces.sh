#!/bin/sh
# Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection vco-example, for strongSwan (swanctl).
# This form has been run by the software itself, and traffic went through.
# Tunnel: hq-t1 is tun-first (master), number 7, 192.168.1.2 to 47.98.10.1
# Tunnel: hq-t2 is tun-second (slave), number 8, 192.168.1.2 to 47.98.10.2
# It may hold pre-shared keys: keep it as secret as they are.
# Check: this script is written from documentation; what has been run is the connections' own file.
# Check: charon.install_routes is no in strongswan.conf: the routes are those below.
# Check: UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1360.
set -e
ip link add hq-t1 type xfrm dev port1 if_id 7
ip link set hq-t1 mtu 1399 up
ip route add 172.16.0.0/12 dev hq-t1 metric 10
ip link add hq-t2 type xfrm dev port1 if_id 8
ip link set hq-t2 mtu 1399 up
ip route add 172.16.0.0/12 dev hq-t2 metric 20
