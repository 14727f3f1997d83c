using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>
/// Decides on the requests of a series one after the other, in one transaction. Each is judged on its own: what speaks against one leaves nothing of it
/// behind, and the others stand.
/// </summary>
internal sealed class SeriesRequests(HubDbContext db, BookingParties parties)
{
    private const string BeforeNext = "before_next_request";

    /// <param name="seriesId">Of the series.</param>
    /// <param name="only">Which of its bookings; null: all that wait.</param>
    /// <param name="decide">Approves or rejects one of them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Outcome<DecidedSeries>> Decide(
        Guid seriesId, IReadOnlyList<Guid>? only, Func<Guid, Task<Outcome<BookingView>>> decide, CancellationToken cancel)
    {
        if (await db.BookingSeries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == seriesId, cancel) is not { } series)
            return CommonProblems.NotFound("booking series", seriesId);
        if (!parties.Runs(series.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        var members = await db.Bookings.AsNoTracking()
            .Where(booking => booking.SeriesId == seriesId && (only == null ? booking.State == BookingState.PendingApproval : only.Contains(booking.MainBookingId ?? booking.Id)))
            .OrderBy(booking => booking.StartsAt).Select(booking => new { booking.Id, booking.MainBookingId, Resource = booking.EquipmentId ?? booking.ZoneId }).ToListAsync(cancel);
        // Beforehand and for good: what is taken after a savepoint is given up with it.
        await db.TakeBookingTurns(series.CompanyId, members.Select(one => one.Resource!.Value), cancel);

        var (decided, kept) = (0, new List<KeptBooking>());
        foreach (var id in members.Where(one => one.MainBookingId is null).Select(one => one.Id))
        {
            await db.Database.CurrentTransaction!.CreateSavepointAsync(BeforeNext, cancel);
            var outcome = await decide(id);
            if (outcome.IsAnswer)
            {
                await db.Database.CurrentTransaction.ReleaseSavepointAsync(BeforeNext, cancel);
                decided++;
                continue;
            }

            if (outcome.Problem.Status is not 409)
                return outcome.Problem;
            await db.Database.CurrentTransaction.RollbackToSavepointAsync(BeforeNext, cancel);
            db.ChangeTracker.Clear();
            kept.Add(new KeptBooking(id, outcome.Problem.Code, outcome.Problem.Values.GetValueOrDefault("violations") as IReadOnlyList<FindingView> ?? []));
        }

        return new DecidedSeries(decided, kept);
    }
}

/// <summary>What became of the requests of a series.</summary>
/// <param name="Decided">How many were approved, or rejected.</param>
/// <param name="Kept">Those that were not, with the code of the reason.</param>
public sealed record DecidedSeries(int Decided, IReadOnlyList<KeptBooking> Kept);
