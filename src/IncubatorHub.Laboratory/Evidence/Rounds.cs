namespace IncubatorHub.Laboratory.Evidence;

/// <summary>What a job does with bookings: which are due and not yet handled, and one of them in a transaction of its own.</summary>
internal interface IRound
{
    /// <summary>Ids of bookings, the longest due first, at most <see cref="Rounds.MostAtOnce"/>.</summary>
    Task<List<Guid>> Due(CancellationToken cancel);

    /// <summary>Handles one; false when meanwhile nothing was to be done.</summary>
    Task<bool> Handle(Guid bookingId, CancellationToken cancel);
}

/// <summary>Makes rounds of bookings.</summary>
internal sealed class Rounds(HubWork work)
{
    /// <summary>Bookings in one round; the next round takes the rest.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Makes one round; returns how many were handled.</summary>
    public async Task<int> Make<TRound>(string act, CancellationToken cancel)
        where TRound : IRound
    {
        var due = await work.With<TRound, List<Guid>>(act, round => round.Due(cancel), cancel);
        return await work.Each<TRound>(act, due, (round, id) => round.Handle(id, cancel), cancel);
    }
}
