using IncubatorHub.Registry.Outside;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Judges an address where it is entered. What its name resolves to is judged at every connection.</summary>
internal static class WebhookUrl
{
    /// <summary>Null when it may be called.</summary>
    public static Problem? Refuse(string url, WebhookOptions options) => OutsideAddress.FaultOf(url, options.Outside) switch
    {
        null => null,
        AddressFault.Internal => WebhookProblems.UrlInternal,
        _ => WebhookProblems.UrlNotHttps,
    };
}
