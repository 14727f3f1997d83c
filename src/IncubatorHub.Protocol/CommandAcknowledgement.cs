using System.Text.Json;

namespace IncubatorHub.Protocol;

/// <summary>What became of a command. A command has <c>accepted</c> and then one of the three others, or at once one of these.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="Status">One of the constants of this type.</param>
/// <param name="Detail">Why it failed, or what it gave; null when there is nothing to say.</param>
/// <param name="Time">By the gateway's clock, milliseconds since 1970 UTC.</param>
public sealed record CommandAcknowledgement(string Id, string Status, long Time, JsonElement? Detail = null)
{
    /// <summary>Understood, allowed and begun.</summary>
    public const string Accepted = "accepted";

    /// <summary>Carried out; the device confirmed it where it can.</summary>
    public const string Done = "done";

    /// <summary>Not carried out, or not confirmed; the detail has <c>code</c> and <c>message</c>.</summary>
    public const string Failed = "failed";

    /// <summary>Came too late and was not carried out.</summary>
    public const string Expired = "expired";
}
