using System.Net;

namespace IncubatorHub.Registry.Outside;

/// <summary>What the operator allows of addresses that people enter and the hub calls.</summary>
/// <param name="AllowHttp">Whether http is allowed beside https.</param>
/// <param name="AllowInternalAddresses">Whether addresses of this machine and of private networks may be called.</param>
public sealed record OutsideRules(bool AllowHttp, bool AllowInternalAddresses);

/// <summary>Why an address is not called.</summary>
public enum AddressFault
{
    /// <summary>It does not begin with https://, or holds a user name or a fragment.</summary>
    NotHttps,

    /// <summary>It lies in an internal network.</summary>
    Internal,
}

/// <summary>Judges an address where it is entered. What its name resolves to is judged at every connection, by <see cref="OutsideCalls"/>.</summary>
public static class OutsideAddress
{
    /// <summary>Null when it may be called.</summary>
    public static AddressFault? FaultOf(string url, OutsideRules rules)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            || !(uri.Scheme == Uri.UriSchemeHttps || (rules.AllowHttp && uri.Scheme == Uri.UriSchemeHttp)))
            return AddressFault.NotHttps;
        return !rules.AllowInternalAddresses && IPAddress.TryParse(uri.DnsSafeHost, out var address) && InternalAddresses.Contains(address)
            ? AddressFault.Internal
            : null;
    }
}
