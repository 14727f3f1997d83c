using System.Net;
using System.Net.Sockets;

namespace IncubatorHub.Registry.Outside;

/// <summary>
/// Addresses that are not of the public internet, by the special-purpose registries of IANA (RFC 6890): this machine, private networks, link-local
/// ones with the metadata services of clouds, and IPv6 forms that carry such an IPv4 address inside.
/// </summary>
internal static class InternalAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:2::/48", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Contains(address.MapToIPv4());
        if (Networks.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)))
            return true;
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return false;
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address) || Compatible.Contains(address))
            return Contains(new IPAddress(bytes.AsSpan(12, 4)));
        return SixToFour.Contains(address) && Contains(new IPAddress(bytes.AsSpan(2, 4)));
    }
}
