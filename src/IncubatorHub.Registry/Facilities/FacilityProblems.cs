namespace IncubatorHub.Registry.Facilities;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class FacilityProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("facility", id);

    public static Problem CodeTaken { get; } = new("facility.code-taken", 409, "A facility with this code exists.");
}
