using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Where qualification is needed, the holder has it from start to end. Nobody overrides it.</summary>
internal static class MustBeQualified
{
    public const string Code = "booking.not-qualified";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Resource.NeedsQualification || !facts.Act.TakesTime || TimeRanges.Cover(TimeRanges.Merged(facts.QualifiedFor), facts.Asked))
            yield break;
        DateTimeOffset? last = facts.QualifiedFor.IsEmpty ? null : facts.QualifiedFor.Max(one => one.Until);
        yield return new Finding(Code, null, ("classCode", facts.Resource.ClassCode), ("qualifiedUntil", last is { } until ? facts.Local(until) : null));
    }
}
