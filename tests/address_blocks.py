"""Blocks of addresses that are not the public internet, and addresses that are."""

from __future__ import annotations

import ipaddress

# Block, and whether the neighbour below and above is public itself.
BLOCKS = [
    ("0.0.0.0/8", None, True),
    ("10.0.0.0/8", True, True),
    ("100.64.0.0/10", True, True),
    ("127.0.0.0/8", True, True),
    ("168.63.129.16/32", True, True),
    ("169.254.0.0/16", True, True),
    ("172.16.0.0/12", True, True),
    ("192.0.0.0/24", True, True),
    ("192.0.2.0/24", True, True),
    ("192.31.196.0/24", True, True),
    ("192.52.193.0/24", True, True),
    ("192.88.99.0/24", True, True),
    ("192.168.0.0/16", True, True),
    ("192.175.48.0/24", True, True),
    ("198.18.0.0/15", True, True),
    ("198.51.100.0/24", True, True),
    ("203.0.113.0/24", True, True),
    ("224.0.0.0/4", True, False),
    ("240.0.0.0/4", False, None),
    ("255.255.255.255/32", False, None),
    ("::/128", None, False),
    ("::1/128", False, False),
    ("::/96", None, False),
    ("::ffff:127.0.0.0/104", True, True),
    ("::ffff:100.64.0.0/106", True, True),
    ("::ffff:0:0:0/96", False, False),
    ("64:ff9b::a00:0/104", True, True),
    ("64:ff9b::7f00:0/104", True, True),
    ("64:ff9b:1::/48", False, False),
    ("100::/64", False, False),
    ("2001::/32", True, False),
    ("2001::/23", True, True),
    ("2001:db8::/32", True, True),
    ("2002::/16", True, True),
    ("2620:4f:8000::/48", True, True),
    ("3ffe::/16", True, False),
    ("3fff::/20", False, True),
    ("5f00::/16", False, False),
    ("fc00::/7", False, False),
    ("fe80::/10", False, False),
    ("fec0::/10", False, False),
    ("ff00::/8", False, None),
]
PUBLIC = [
    "1.1.1.1",
    "9.255.255.255",
    "133.242.0.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2400:4000::1",
    "2a00::1",
    "64:ff9b::808:808",
]


NETWORKS = tuple(ipaddress.ip_network(block) for block, _, _ in BLOCKS)


def is_forbidden(address: str) -> bool:
    """Whether an address is none of the public internet's: an oracle apart from the guard's own table."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped or number in ipaddress.ip_network("64:ff9b::/96"):
            return is_forbidden(str(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)))
        if number not in ipaddress.ip_network("2000::/3"):
            return True
    return any(number in network for network in NETWORKS)
