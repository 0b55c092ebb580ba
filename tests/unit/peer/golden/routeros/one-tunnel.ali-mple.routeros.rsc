# Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection vco-example, for MikroTik RouterOS 7.
# This form is written from documentation, and held against a published list of the device's words; it has not been run.
# Tunnel: ali-mple-t2 is tun-second (slave), number 930, 203.0.113.5 to 47.98.10.2
# It may hold pre-shared keys: keep it as secret as they are.
# Apply: each command applies at once
# Apply: /import file-name=ali-mple.routeros.rsc
# Reset ali-mple-t2 and no other: /ip ipsec peer disable [find name=ali-mple-t2]
# Reset ali-mple-t2 and no other: /ip ipsec peer enable [find name=ali-mple-t2]
# Reset ali-mple-t2 and no other: the device negotiates again by itself, as soon as traffic matches the policy
# For the whole device: `/ip firewall filter add … ipsec-policy=…,ipsec place-before=0` accepts what comes from a tunnel and goes into one before any other rule, a fasttrack rule above all. It touches the traffic of every IPsec tunnel of the device. The state before: `/ip firewall filter print` and `/ip firewall mangle print`. The way back: `/ip firewall filter remove [find comment~"ali-mple-t2"]`, and the same for mangle and nat.
# Check: each new rule is the first of its chain. In an empty chain, leave `place-before=0` out.
# Check: the device drops what matches the policy while the tunnel is down; without the policy it leaves by the default route.
# Check: the other tunnel is not a standby: to use it, disable this policy and enter the file of the other one.
# Check: UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1359.
/ip ipsec profile add name=ali-mple-t2 enc-algorithm=aes-256 hash-algorithm=sha256 dh-group=modp2048 lifetime=86400s nat-traversal=yes dpd-interval=10s dpd-maximum-failures=3 proposal-check=obey
/ip ipsec proposal add name=ali-mple-t2 enc-algorithms=aes-128-cbc auth-algorithms=sha1 pfs-group=modp1536 lifetime=3600s
/ip ipsec peer add name=ali-mple-t2 address=47.98.10.2/32 local-address=203.0.113.5 profile=ali-mple-t2 exchange-mode=ike2
/ip ipsec identity add peer=ali-mple-t2 auth-method=pre-shared-key secret="Example\2Dkey\2D2" my-id=address:203.0.113.5 remote-id=address:47.98.10.2
/ip ipsec policy add peer=ali-mple-t2 proposal=ali-mple-t2 tunnel=yes src-address=10.1.0.0/16 dst-address=10.2.0.0/16
/ip firewall filter add comment=ali-mple-t2-in chain=forward action=accept src-address=10.2.0.0/16 dst-address=10.1.0.0/16 ipsec-policy=in,ipsec place-before=0
/ip firewall filter add comment=ali-mple-t2-out chain=forward action=accept src-address=10.1.0.0/16 dst-address=10.2.0.0/16 ipsec-policy=out,ipsec place-before=0
/ip firewall mangle add comment=ali-mple-t2-in chain=forward action=change-mss new-mss=1359 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1360-65535 src-address=10.2.0.0/16 dst-address=10.1.0.0/16 ipsec-policy=in,ipsec place-before=0
/ip firewall mangle add comment=ali-mple-t2-out chain=forward action=change-mss new-mss=1359 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1360-65535 src-address=10.1.0.0/16 dst-address=10.2.0.0/16 ipsec-policy=out,ipsec place-before=0
/ip firewall nat add comment=ali-mple-t2-out chain=srcnat action=accept src-address=10.1.0.0/16 dst-address=10.2.0.0/16 place-before=0
