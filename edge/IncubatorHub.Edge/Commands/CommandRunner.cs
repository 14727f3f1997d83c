using System.Text.Json;
using IncubatorHub.Edge.Configuration;
using IncubatorHub.Edge.Doors;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Interlocks;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Commands;

/// <summary>What a command came to: null is done, else code and message.</summary>
internal sealed record CommandOutcome(string? Code, string? Message)
{
    public static CommandOutcome Done { get; } = new(null, null);
}

/// <summary>
/// Carries commands out, each id once: "accepted" is on disk before anything moves, so a gateway that dies in between answers a repeat
/// with "failed, interrupted" rather than moving twice.
/// </summary>
internal sealed partial class CommandRunner(
    SpoolFile spool, SpoolWriter writer, DriverHost drivers, ConfigurationKeeper configuration, Func<CommandAcknowledgement, CancellationToken, Task> acknowledge,
    TimeProvider time, ILogger<CommandRunner> log)
{
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    /// <summary>Hub clock less ours in milliseconds, seen at the last command; null before the first. Includes the way of the message.</summary>
    public long? ClockOffsetMs { get; private set; }

    public async Task RunAsync(ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        GatewayCommand? command;
        try
        {
            command = JsonSerializer.Deserialize(payload.Span, ProtocolJson.Default.GatewayCommand);
        }
        catch (JsonException e)
        {
            Unreadable(log, e.Message);
            return;
        }
        if (command?.Id is not { Length: > 0 and <= ProtocolLimits.MaxCommandIdLength } || command.Kind is null)
        {
            Unreadable(log, "id or kind is missing");
            return;
        }
        lock (_running)
            if (!_running.Add(command.Id)) return; // the first delivery answers
        try
        {
            await OnceAsync(command, cancel);
        }
        finally
        {
            lock (_running) _running.Remove(command.Id);
        }
    }

    private async Task OnceAsync(GatewayCommand command, CancellationToken cancel)
    {
        var now = Now;
        if (command.Issued > 0) ClockOffsetMs = command.Issued - now;
        if (spool.FindCommand(command.Id) is { } known)
        {
            if (known.Status == CommandAcknowledgement.Accepted)
                known = Remember(command, CommandAcknowledgement.Failed, new("command.interrupted", "The gateway was interrupted; whether it was carried out is not known."));
            await acknowledge(known, cancel);
            return;
        }
        if (now >= command.Expires)
        {
            await acknowledge(Remember(command, CommandAcknowledgement.Expired, CommandOutcome.Done), cancel);
            Ended(log, command.Kind, command.Id, CommandAcknowledgement.Expired, null);
            return;
        }
        var accepted = Remember(command, CommandAcknowledgement.Accepted, CommandOutcome.Done);
        // A lost line must not hold a door; the outcome is on disk and a repeat of the command gets it.
        var acknowledging = TryAcknowledgeAsync(accepted, cancel);
        var outcome = await CarryOutAsync(command, cancel);
        await acknowledging;
        var status = outcome.Code is null ? CommandAcknowledgement.Done : CommandAcknowledgement.Failed;
        Ended(log, command.Kind, command.Id, status, outcome.Code);
        await TryAcknowledgeAsync(Remember(command, status, outcome), cancel);
    }

    private async Task<CommandOutcome> CarryOutAsync(GatewayCommand command, CancellationToken cancel)
    {
        // Nothing starts after the expiry, and nothing that started waits beyond it.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromMilliseconds(Math.Clamp(command.Expires - Now, 1, 60_000)));
        try
        {
            return command.Kind switch
            {
                CommandKinds.Ping => CommandOutcome.Done,
                CommandKinds.UnlockDoor or CommandKinds.LockDoor => await MoveDoorAsync(command, limit.Token),
                CommandKinds.WriteCoil or CommandKinds.WriteRegister => await WriteAsync(command, limit.Token),
                CommandKinds.SetLeases => SetLeases(command),
                CommandKinds.RereadConfig => await configuration.RereadLocalAsync(limit.Token) is { } error ? new("config.refused", error) : CommandOutcome.Done,
                _ => new("command.unknown-kind", $"'{command.Kind}' is not a command of this gateway."),
            };
        }
        catch (DoorRefusal e)
        {
            return new("door.refused", e.Message);
        }
        catch (ArgumentException e)
        {
            return new("command.value", e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new("command.timeout", "The device did not confirm before the command expired.");
        }
        catch (Exception e) when (e is IOException or TimeoutException or ModbusFault or InvalidDataException or OverflowException or System.Net.Sockets.SocketException
            or Microsoft.Data.Sqlite.SqliteException)
        {
            return new("device.failed", e.Message);
        }
    }

    private async Task<CommandOutcome> MoveDoorAsync(GatewayCommand command, CancellationToken cancel)
    {
        if (command.Target?.Split('/') is not [var name, var door]) return new("command.target", "The target must be controller/door.");
        if (drivers.Drivers.OfType<DoorController>().FirstOrDefault(d => d.Name == name) is not { } controller) return new("command.target", $"There is no door controller '{name}'.");
        if (!controller.MayMove(door)) return new("command.not-allowed", $"The configuration does not allow commands to door '{door}'.");
        if (command.Kind == CommandKinds.LockDoor)
        {
            await controller.LockAsync(door, cancel);
            return CommandOutcome.Done;
        }
        var seconds = Argument(command, "seconds") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 5;
        if (seconds is < 1 or > 3600) return new("command.value", $"seconds: allowed is 1 to 3600, found {seconds}.");
        await controller.UnlockAsync(door, seconds, cancel);
        return CommandOutcome.Done;
    }

    private async Task<CommandOutcome> WriteAsync(GatewayCommand command, CancellationToken cancel)
    {
        var table = command.Kind == CommandKinds.WriteCoil ? "coil" : "holding";
        if (Interlocks?.Owns(command.Target ?? "") == true) return new("command.not-allowed", $"'{command.Target}' is switched by an interlock; only leases move it.");
        foreach (var driver in drivers.Drivers.OfType<ModbusDriver>())
        {
            if (driver.Writable(command.Target ?? "") is not { } target || target.Table != table) continue;
            var value = Argument(command, "value") switch
            {
                { ValueKind: JsonValueKind.True } when table == "coil" => 1,
                { ValueKind: JsonValueKind.False } when table == "coil" => 0,
                { ValueKind: JsonValueKind.Number } v when table == "holding" => v.GetDouble(),
                _ => double.NaN,
            };
            if (!double.IsFinite(value)) return new("command.value", table == "coil" ? "value: allowed is true or false." : "value: allowed is a number.");
            await driver.WriteAsync(target, value, cancel);
            writer.Add(Events.Of(Now, EventKinds.EquipmentWritten, target.Name, ("value", value), ("command", command.Id)));
            return CommandOutcome.Done;
        }
        return new("command.not-allowed", $"The configuration does not allow writing '{command.Target}' as {table}.");
    }

    private InterlockDriver? Interlocks => drivers.Drivers.OfType<InterlockDriver>().FirstOrDefault();

    private CommandOutcome SetLeases(GatewayCommand command)
    {
        if (Interlocks?.Find(command.Target ?? "") is not { } interlock) return new("command.target", $"There is no interlock '{command.Target}'.");
        LeaseTable? table;
        try
        {
            table = command.Arguments?.Deserialize(ProtocolJson.Default.LeaseTable);
        }
        catch (JsonException e)
        {
            return new("command.value", e.Message);
        }
        if (table is null) return new("command.value", "The arguments must be a lease table.");
        if (table.Refuse() is { } wrong) return new("command.value", wrong);
        if (table.ValidUntil - command.Issued > LeaseTable.MaxValidity.TotalMilliseconds)
            return new("command.value", $"validUntil: allowed is at most {LeaseTable.MaxValidity.TotalHours} h from the issue, found {table.ValidUntil}.");
        Interlocks?.Clock.Confirm(command.Issued);
        return interlock.Take(table) ? CommandOutcome.Done : new("leases.superseded", "A later table is in force.");
    }

    private static JsonElement? Argument(GatewayCommand command, string name) =>
        command.Arguments is { ValueKind: JsonValueKind.Object } arguments && arguments.TryGetProperty(name, out var value) ? value : null;

    private CommandAcknowledgement Remember(GatewayCommand command, string status, CommandOutcome outcome)
    {
        JsonElement? detail = null;
        if (outcome.Code is not null)
            detail = JsonDocument.Parse(Events.Of(0, "x", "x", ("code", outcome.Code), ("message", outcome.Message)).Detail).RootElement;
        var acknowledgement = new CommandAcknowledgement(command.Id, status, Now, detail);
        spool.SaveCommand(acknowledgement, command.Expires);
        return acknowledgement;
    }

    private async Task TryAcknowledgeAsync(CommandAcknowledgement acknowledgement, CancellationToken cancel)
    {
        try
        {
            await acknowledge(acknowledgement, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            NotAcknowledged(log, acknowledgement.Id, acknowledgement.Status, e.Message);
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A command could not be read and cannot be answered: {Error}")]
    private static partial void Unreadable(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Command {Kind} {Id}: {Status} {Code}")]
    private static partial void Ended(ILogger log, string kind, string id, string status, string? code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Command {Id} is {Status}, but the line did not take the answer ({Error}); a repeat of the command gets it")]
    private static partial void NotAcknowledged(ILogger log, string id, string status, string error);
}
