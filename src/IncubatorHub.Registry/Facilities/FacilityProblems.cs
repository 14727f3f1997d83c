namespace IncubatorHub.Registry.Facilities;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class FacilityProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("facility", id);

    public static Problem CodeTaken { get; } = new("facility.code-taken", 409, "A facility with this code exists.");

    public static Problem ProjectCodeTaken { get; } = new("project.code-taken", 409, "A cluster project with this code exists.");

    public static Problem ZoneCodeTaken { get; } = new("zone.code-taken", 409, "The facility has a zone with this code.");

    public static Problem ZoneCycle { get; } = new("zone.cycle", 409, "A zone cannot be part of itself or of one of its own parts.");

    public static Problem ZoneTooDeep { get; } = new Problem("zone.too-deep", 409, "The tree of zones would have too many levels.").With("most", Zone.MaxDepth);

    public static Problem ZoneInUse(string by) => new Problem("zone.in-use", 409, "Something in use is still in this zone.").With("by", by);

    public static Problem UnitCodeTaken { get; } = new("unit.code-taken", 409, "The facility has a unit with this code.");

    public static Problem UnitInUse(string by) => new Problem("unit.in-use", 409, "The unit is still used.").With("by", by);

    public static Problem AssignmentTaken { get; } =
        new("manager.assignment-taken", 409, "This person has an assignment at this facility that starts on the same day.");
}
