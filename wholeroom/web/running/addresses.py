"""The names and addresses by which this machine is called on its own network."""

import ipaddress
import socket

LOCAL = ("localhost", "127.0.0.1", "[::1]")
# Documentation addresses: nothing is sent to them; the system only says which of its own addresses it would use.
ELSEWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def own_address(family: socket.AddressFamily, elsewhere: str) -> str | None:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            address = probe.getsockname()[0].partition("%")[0]
    except OSError:
        return None
    return None if ipaddress.ip_address(address).is_loopback else address


def network_addresses() -> list[str]:
    """This machine's addresses as other machines of the network reach it, as written in a URL."""
    found = [own_address(family, elsewhere) for family, elsewhere in ELSEWHERE]
    return [f"[{address}]" if ":" in address else address for address in found if address]


def own_hosts() -> list[str]:
    """Every host by which a browser here, or on the same network, may call this site."""
    name = socket.gethostname().lower()
    return [*LOCAL, *network_addresses(), name, f"{name.removesuffix('.local')}.local"]
