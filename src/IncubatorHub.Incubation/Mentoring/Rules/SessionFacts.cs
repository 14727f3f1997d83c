using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>Everything that the rules look at when somebody asks for a session. No clock, no database.</summary>
internal sealed record SessionFacts
{
    /// <summary>The session itself, without buffers.</summary>
    public required TimeRange Asked { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required OfferTerms Terms { get; init; }

    /// <summary>Who would come: all of them.</summary>
    public required IReadOnlyList<HostFacts> Hosts { get; init; }

    /// <summary>What the company may ask for in the month of the session, minutes; null: as much as it likes.</summary>
    public int? AllowanceMinutes { get; init; }

    /// <summary>What it asked for in that month already.</summary>
    public int UsedMinutes { get; init; }

    /// <summary>Other sessions of those who would come for the company.</summary>
    public IReadOnlyList<TimeRange> OwnSessions { get; init; } = [];

    /// <summary>Whether the room that is wanted along is free; null: none is wanted.</summary>
    public bool? IsRoomFree { get; init; }

    /// <summary>Of the facility.</summary>
    public required WallClock Clock { get; init; }
}

/// <summary>What an offer allows.</summary>
internal sealed record OfferTerms(
    IReadOnlyList<int> LengthsMinutes, TimeSpan BufferBefore, TimeSpan BufferAfter, TimeSpan Notice, int HorizonDays)
{
    /// <summary>What a session takes of a host.</summary>
    public TimeRange Blocked(TimeRange session) => session.Padded(BufferBefore, BufferAfter);

    /// <summary>
    /// The time into which no session may reach because of what is taken: each with the other buffer before and after it. So a session, without its
    /// buffers, is free when it meets none of it.
    /// </summary>
    public IEnumerable<TimeRange> Closed(IEnumerable<TimeRange> taken) => taken.Select(one => one.Padded(BufferAfter, BufferBefore));
}

/// <summary>A mentor as the rules see one.</summary>
/// <param name="MentorId">Who.</param>
/// <param name="MayMeet">Takes requests, and of this company.</param>
/// <param name="Schedule">When the mentor is there.</param>
/// <param name="Taken">By calendars outside and by other sessions, buffers of theirs included.</param>
/// <param name="CapacityPerMonth">Sessions a month.</param>
/// <param name="SessionStarts">When the mentor's sessions begin that count, in the months around.</param>
internal sealed record HostFacts(
    Guid MentorId, bool MayMeet, MentorSchedule Schedule, IReadOnlyList<TimeRange> Taken, int CapacityPerMonth, IReadOnlyList<DateTimeOffset> SessionStarts)
{
    /// <summary>Sessions in the month of an instant, by the mentor's calendar.</summary>
    public int SessionsInMonthOf(DateTimeOffset instant)
    {
        var month = Schedule.Clock.At(instant);
        return SessionStarts.Count(start => Schedule.Clock.At(start) is var local && local.Year == month.Year && local.Month == month.Month);
    }
}
