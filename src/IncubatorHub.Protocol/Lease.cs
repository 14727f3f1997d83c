namespace IncubatorHub.Protocol;

/// <summary>That an interlock has its instrument switched on from then to then. It names no person: the gateway need not know whose it is.</summary>
/// <param name="Id">1 to 64 characters, chosen by the hub; unique in its table.</param>
/// <param name="From">Milliseconds since 1970 UTC, included.</param>
/// <param name="Until">Milliseconds since 1970 UTC, excluded; after <paramref name="From"/>.</param>
/// <param name="Booking">Id of the booking that it comes from, returned in events; null when a manager gave it by hand.</param>
public sealed record Lease(string Id, long From, long Until, string? Booking = null);

/// <summary>All leases of one interlock, in place of those before: the arguments of <see cref="CommandKinds.SetLeases"/>.</summary>
/// <param name="Sequence">From 1, growing with each table of the interlock. A table with a smaller one is late and changes nothing.</param>
/// <param name="ValidUntil">Milliseconds since 1970 UTC: until then the gateway goes on with this table when it hears nothing more (exclusive).</param>
/// <param name="Leases">At most <see cref="ProtocolLimits.MaxLeases"/>; they may touch and overlap.</param>
/// <param name="NeverCut">The instrument's class is never switched off, whatever the gateway's configuration says.</param>
public sealed record LeaseTable(long Sequence, long ValidUntil, IReadOnlyList<Lease> Leases, bool NeverCut = false)
{
    /// <summary>Longest time that a table may be valid, from its issue: a week.</summary>
    public static readonly TimeSpan MaxValidity = TimeSpan.FromDays(7);

    /// <summary>What is wrong with the table, as path, what is allowed, what was found; null when nothing is.</summary>
    public string? Refuse()
    {
        if (Sequence < 1) return $"sequence: allowed is a whole number from 1, found {Sequence}";
        if (ValidUntil is < 1 or > ProtocolLimits.MaxTimestampMs) return $"validUntil: allowed is a time in milliseconds, found {ValidUntil}";
        if (Leases.Count > ProtocolLimits.MaxLeases) return $"leases: allowed are at most {ProtocolLimits.MaxLeases}, found {Leases.Count}";
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Leases.Count; i++)
        {
            var lease = Leases[i];
            if (lease is null) return $"leases[{i}]: allowed is an object, found null";
            if (lease.Id.Length is 0 or > ProtocolLimits.MaxCommandIdLength || lease.Booking?.Length > ProtocolLimits.MaxCommandIdLength)
                return $"leases[{i}].id and booking: allowed are 1 to {ProtocolLimits.MaxCommandIdLength} characters";
            if (!ids.Add(lease.Id)) return $"leases[{i}].id: allowed is an id that occurs once, found \"{lease.Id}\" again";
            if (lease.From < 0 || lease.Until > ProtocolLimits.MaxTimestampMs || lease.Until <= lease.From)
                return $"leases[{i}].from and until: allowed is a time and a later one, found {lease.From} and {lease.Until}";
        }
        return null;
    }
}
