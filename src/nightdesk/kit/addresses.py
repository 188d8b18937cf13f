"""Which network addresses are public. Pure; an address that cannot be read is not.

``ip.is_private`` alone lets NAT64, 6to4, ``fec0::`` and several cloud metadata services through, so every
wrapping is taken off, every address inside must be global too, and a list of our own stands behind that.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

# The low 32 bits of these are an IPv4 address that a gateway would connect to.
WRAPPINGS = (ip_network("64:ff9b::/96"), ip_network("::/96"), ip_network("::ffff:0:0:0/96"))

DENIED: tuple[IPv4Network | IPv6Network, ...] = (
    ip_network("0.0.0.0/8"),
    ip_network("100.64.0.0/10"),  # shared by carriers; one cloud's metadata is 100.100.100.200
    ip_network("169.254.0.0/16"),  # link-local, and most clouds' metadata
    ip_network("168.63.129.16/32"),  # a cloud's own control address, though it looks public
    ip_network("192.0.0.0/24"),  # another cloud's metadata is 192.0.0.192
    ip_network("192.88.99.0/24"),
    ip_network("198.18.0.0/15"),
    ip_network("240.0.0.0/4"),
    ip_network("64:ff9b:1::/48"),
    ip_network("100::/64"),
    ip_network("2001:db8::/32"),
    ip_network("3fff::/20"),
    ip_network("5f00::/16"),
    ip_network("fc00::/7"),
    ip_network("fe80::/10"),
    ip_network("fec0::/10"),
)


def is_public(text: str) -> bool:
    """Tell whether an address, and every address wrapped in it, is one of the public internet."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if getattr(address, "scope_id", None):
        return False
    return all(_is_plainly_public(inner) for inner in _unwrapped(address))


def _unwrapped(address: Address) -> Iterator[Address]:
    """Yield the addresses a packet to this one may end at: those inside, or itself when nothing is."""
    if isinstance(address, IPv4Address):
        yield address
        return
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in wrapping for wrapping in WRAPPINGS):
        inside.append(IPv4Address(int(address) & 0xFFFFFFFF))
    found = [inner for inner in inside if inner is not None]
    yield from found or (address,)


def _is_plainly_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address.version == net.version and address in net for net in DENIED)
