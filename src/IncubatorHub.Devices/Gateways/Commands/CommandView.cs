using System.Linq.Expressions;

namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>A command as the API and the console show it. Arguments and detail are JSON text.</summary>
public sealed record CommandView(
    Guid Id, Guid GatewayId, string Kind, string? Target, string? Arguments, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt,
    CommandState State, string? Detail, DateTimeOffset StateAt)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<SentCommand, CommandView>> Of { get; } = row => new CommandView(
        row.Id, row.GatewayId, row.Kind, row.Target, row.Arguments, row.IssuedAt, row.ExpiresAt, row.State, row.Detail, row.StateAt);

    private static readonly Func<SentCommand, CommandView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static CommandView From(SentCommand row) => Compiled(row);
}
