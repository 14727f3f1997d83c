namespace IncubatorHub.Registry.Tenancies;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class TenancyProblems
{
    public static Problem CompanyCodeTaken { get; } = new("company.code-taken", 409, "A company with this code exists.");

    public static Problem CorporateNumberTaken { get; } = new("company.corporate-number-taken", 409,
        "A company with this corporate number exists: it keeps one identity for life. Ask a programme officer when you cannot see it.");

    public static Problem CompanyHasTenancy { get; } = new("company.has-tenancy", 409, "The company has a planned or current tenancy.");

    /// <summary>Says when, never who: the other tenant is nobody's business.</summary>
    public static Problem UnitTaken(DateOnly from, DateOnly? until) => UnitTakenAtAll.With("takenFrom", from).With("takenUntil", until);

    public static Problem UnitTakenAtAll { get; } = new("tenancy.unit-taken", 409, "The unit is promised to another tenancy on some of these days.");

    public static Problem UnitOccupied { get; } =
        new("tenancy.unit-occupied", 409, "The tenancy before this one has not been ended, though its planned end has passed.");

    public static Problem UnitNotLettable { get; } = new("tenancy.unit-not-lettable", 409, "The unit may not be let.");

    public static Problem SameStart { get; } = new("tenancy.same-start", 409, "This company has a tenancy of this unit that starts on the same day.");

    public static Problem WrongState(TenancyState found, params TenancyState[] wanted) =>
        new Problem("tenancy.wrong-state", 409, "The tenancy's state does not allow this.").With("state", found).With("needed", wanted);

    public static Problem StartsLater(DateOnly startsOn) =>
        new Problem("tenancy.starts-later", 409, "The tenancy starts on a later day.").With("startsOn", startsOn);
}
