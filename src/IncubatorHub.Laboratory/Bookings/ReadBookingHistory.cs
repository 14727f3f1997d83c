using System.Text.Json;
using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What people did to a booking, oldest first, from the audit trail; shown to whoever may see the booking. What the hub did by itself names its evidence elsewhere.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ReadBookingHistory(HubDbContext db) : IUseCase<ReadBookingHistory.Request, IReadOnlyList<ReadBookingHistory.Step>>
{
    private const int Most = 200;

    /// <summary>What a reader of a booking wants to know of a change; versions and ids say nothing to people.</summary>
    private static readonly string[] Told = [nameof(Booking.State), nameof(Booking.StartsAt), nameof(Booking.EndsAt), nameof(Booking.OverrideReason), nameof(Booking.EndReason)];

    public sealed record Request(Guid Id) : IRequest<IReadOnlyList<Step>>;

    /// <param name="At">UTC.</param>
    /// <param name="Who">The actor's name at that time.</param>
    /// <param name="Act">The use case.</param>
    /// <param name="Changes">Property → value afterwards.</param>
    public sealed record Step(DateTimeOffset At, string Who, string Act, IReadOnlyDictionary<string, string> Changes);

    public async Task<Outcome<IReadOnlyList<Step>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Bookings.AnyAsync(booking => booking.Id == request.Id, cancel))
            return CommonProblems.NotFound("booking", request.Id);
        var rows = await db.Set<AuditEntry>().Where(entry => entry.Subject == nameof(Booking) && entry.SubjectId == request.Id)
            .OrderBy(entry => entry.Id).Take(Most).ToListAsync(cancel);
        return rows.ConvertAll(row => new Step(row.At, row.ActorName, row.Act, After(row.Changes)));
    }

    private static Dictionary<string, string> After(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return json.RootElement.EnumerateObject().Where(one => Told.Contains(one.Name) && one.Value is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2)
            .Select(one => (one.Name, Text: one.Value[1].ToString())).Where(one => one.Text.Length > 0).ToDictionary(one => one.Name, one => one.Text);
    }
}
