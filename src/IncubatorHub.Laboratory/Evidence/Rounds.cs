using Microsoft.Extensions.Logging;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>What a job does with bookings: which are due and not yet handled, and one of them in a transaction of its own.</summary>
internal interface IRound
{
    /// <summary>Ids of bookings, the longest due first, at most <see cref="Rounds.MostAtOnce"/>.</summary>
    Task<List<Guid>> Due(CancellationToken cancel);

    /// <summary>Handles one; false when meanwhile nothing was to be done.</summary>
    Task<bool> Handle(Guid bookingId, CancellationToken cancel);
}

/// <summary>Makes rounds of bookings. One that fails is logged, and left for the next round; it holds none of the others up.</summary>
internal sealed partial class Rounds(HubWork work, ILogger<Rounds> logger)
{
    /// <summary>Bookings in one round; the next round takes the rest.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Makes one round; returns how many were handled.</summary>
    public async Task<int> Make<TRound>(string act, CancellationToken cancel)
        where TRound : IRound
    {
        var handled = 0;
        foreach (var id in await work.With<TRound, List<Guid>>(act, round => round.Due(cancel), cancel))
        {
            try
            {
                if (await work.With<TRound, bool>(act, round => round.Handle(id, cancel), cancel))
                    handled++;
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                LogFailed(exception, act, id);
            }
        }

        return handled;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Act} failed on booking {BookingId}; it is tried again in the next round")]
    private partial void LogFailed(Exception exception, string act, Guid bookingId);
}
