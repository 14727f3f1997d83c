using System.Text.Json;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>Judges target and arguments of a command by what every gateway demands, so that a person hears of a mistake at once. Whether the gateway has such a door or writable, only it knows.</summary>
internal static class CommandJudge
{
    private const int MaxUnlockSeconds = 3_600;

    /// <summary>Null when it may be sent; else the field, and what is allowed.</summary>
    public static (string Field, string Allowed)? Refuse(string kind, string? target, JsonElement? arguments)
    {
        if (target is not null && target.Any(char.IsControl))
            return ("target", "No control characters.");
        return kind switch
        {
            CommandKinds.UnlockDoor => Door(target) ?? (SecondsMayStand(arguments) ? null : ("arguments.seconds", $"A whole number from 1 to {MaxUnlockSeconds}, or nothing.")),
            CommandKinds.LockDoor => Door(target),
            CommandKinds.WriteCoil => Writable(target)
                ?? (ValueOf(arguments)?.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : ("arguments.value", "true or false.")),
            CommandKinds.WriteRegister => Writable(target)
                ?? (ValueOf(arguments) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value)
                    ? null : ("arguments.value", "A number in the writable's unit.")),
            _ => null,
        };
    }

    private static (string Field, string Allowed)? Door(string? target) =>
        target?.Split('/') is [{ Length: > 0 }, { Length: > 0 }] ? null : ("target", "controller/door.");

    private static (string Field, string Allowed)? Writable(string? target) =>
        string.IsNullOrWhiteSpace(target) ? ("target", "The name of a writable in the gateway's configuration.") : null;

    private static bool SecondsMayStand(JsonElement? arguments) =>
        arguments is not { } given || !given.TryGetProperty("seconds", out var seconds)
            || (seconds.ValueKind is JsonValueKind.Number && seconds.TryGetInt32(out var number) && number is >= 1 and <= MaxUnlockSeconds);

    private static JsonElement? ValueOf(JsonElement? arguments) =>
        arguments is { } given && given.TryGetProperty("value", out var value) ? value : null;
}
