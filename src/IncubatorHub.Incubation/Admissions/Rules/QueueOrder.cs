namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>The order of a waiting list.</summary>
internal static class QueueOrder
{
    /// <summary>The list with one taken out and put at this place, counted from 1; a place beyond either end is that end.</summary>
    public static IReadOnlyList<Guid> Move(IReadOnlyList<Guid> waiting, Guid one, int place)
    {
        List<Guid> rest = [.. waiting.Where(id => id != one)];
        if (rest.Count == waiting.Count)
            return waiting;
        rest.Insert(Math.Clamp(place - 1, 0, rest.Count), one);
        return rest;
    }
}
