namespace IncubatorHub.Laboratory.Calendars;

/// <summary>What an upper module has for a person's own feed. It runs as that person, whose filters show what the person may see now.</summary>
public interface IFeedEntries
{
    /// <summary>Appointments of the person that meet the range, at most <paramref name="atMost"/>, those to come before those that are past.</summary>
    Task<IReadOnlyList<CalendarEntry>> OfPerson(Guid accountId, string language, DateTimeOffset from, DateTimeOffset until, int atMost, CancellationToken cancel);
}
