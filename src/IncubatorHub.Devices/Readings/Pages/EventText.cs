using System.Text.Json;
using IncubatorHub.Platform.Ui.Kit;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Localization;

namespace IncubatorHub.Devices.Readings.Pages;

/// <summary>Events in words.</summary>
internal static class EventText
{
    /// <summary>What happened; the kind itself when it is not one of the contract's.</summary>
    public static string Kind(IStringLocalizer texts, string kind) => texts[$"Event.{kind}"] is { ResourceNotFound: false } found ? found : kind;

    /// <summary>What it means to those who run the house.</summary>
    public static BadgeTone Tone(string kind) => kind switch
    {
        EventKinds.DoorForced or EventKinds.DoorTamper or EventKinds.DoorDuress or EventKinds.DoorEventsLost or EventKinds.DoorEvacuationOn => BadgeTone.Bad,
        EventKinds.DoorDenied or EventKinds.DoorHeldOpen or EventKinds.DoorReaderOffline or EventKinds.DoorPowerLost or EventKinds.DoorPassback
            or EventKinds.DoorLockdownOn or EventKinds.DoorControllerOffline => BadgeTone.Warning,
        EventKinds.DoorGranted => BadgeTone.Good,
        EventKinds.DoorExitRequest or EventKinds.DoorUnlocked or EventKinds.DoorMuster => BadgeTone.Info,
        _ => BadgeTone.Neutral,
    };

    /// <summary>The details that people ask for: why, who, how long. Always as text: they come from outside.</summary>
    public static string Detail(IStringLocalizer texts, string? json)
    {
        if (json is null)
            return "";
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return "";
            return string.Join(" · ", document.RootElement.EnumerateObject().Select(one => Part(texts, one)).Where(part => part.Length > 0).Prepend(""));
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static string Part(IStringLocalizer texts, JsonProperty one) => one.Value.ValueKind switch
    {
        JsonValueKind.String when one.Name == "reason" => texts[$"Reason.{one.Value.GetString()}"] is { ResourceNotFound: false } found ? found : one.Value.GetString()!,
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => $"{one.Name} {one.Value}",
        _ => "",
    };
}
