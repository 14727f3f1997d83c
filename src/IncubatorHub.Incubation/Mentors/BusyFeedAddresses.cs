using IncubatorHub.Registry.Outside;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Addresses of calendars outside: judged where they are entered, and sealed in their rows.</summary>
internal sealed class BusyFeedAddresses(IDataProtectionProvider protection, IOptions<BusyFeedOptions> options)
{
    private const string Webcal = "webcal://";

    private readonly IDataProtector _seal = protection.CreateProtector("IncubatorHub.BusyFeeds");

    /// <summary>webcal is how calendar programs write an https address that is to be subscribed to.</summary>
    public static string Normal(string url) =>
        url.Trim() is var plain && plain.StartsWith(Webcal, StringComparison.OrdinalIgnoreCase) ? $"https://{plain[Webcal.Length..]}" : plain;

    /// <summary>Null when it may be read.</summary>
    public Problem? Refuse(string url) => OutsideAddress.FaultOf(url, options.Value.Outside) switch
    {
        null => null,
        AddressFault.Internal => MentorProblems.FeedInternal,
        _ => MentorProblems.FeedNotHttps,
    };

    public string Seal(string url) => _seal.Protect(url);

    public string Open(string sealedUrl) => _seal.Unprotect(sealedUrl);
}
