#!/bin/sh
# Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection vco-example, for strongSwan (swanctl).
# This form has been run by the software itself, and traffic went through.
# Tunnel: ali-t1 is tun-first (master), number 101, 203.0.113.5 to 47.98.10.1
# Tunnel: ali-t2 is tun-second (slave), number 102, 203.0.113.5 to 47.98.10.2
# It may hold pre-shared keys: keep it as secret as they are.
# Check: this script is written from documentation; what has been run is the connections' own file.
# Check: charon.install_routes is no in strongswan.conf: the routes are those below.
# Check: UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1360.
set -e
ip link add ali-t1 type xfrm dev port1 if_id 101
ip link set ali-t1 mtu 1399 up
ip route add 10.2.0.0/16 dev ali-t1 metric 10
ip link add ali-t2 type xfrm dev port1 if_id 102
ip link set ali-t2 mtu 1399 up
ip route add 10.2.0.0/16 dev ali-t2 metric 20
