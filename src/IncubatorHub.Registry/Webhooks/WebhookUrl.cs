using System.Net;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Judges an address where it is entered. What its name resolves to is judged at every connection.</summary>
internal static class WebhookUrl
{
    /// <summary>Null when it may be called.</summary>
    public static Problem? Refuse(string url, WebhookOptions options)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            || !(uri.Scheme == Uri.UriSchemeHttps || (options.AllowHttp && uri.Scheme == Uri.UriSchemeHttp)))
            return WebhookProblems.UrlNotHttps;
        return !options.AllowInternalAddresses && IPAddress.TryParse(uri.DnsSafeHost, out var address) && InternalAddresses.Contains(address)
            ? WebhookProblems.UrlInternal
            : null;
    }
}
