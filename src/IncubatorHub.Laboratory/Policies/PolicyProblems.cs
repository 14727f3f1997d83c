namespace IncubatorHub.Laboratory.Policies;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class PolicyProblems
{
    public static Problem ScopeTaken { get; } = new("policy.scope-taken", 409, "There is a policy set for this scope; make a new version of it.");

    public static Problem DayTaken { get; } = new("facility-day.taken", 409, "The facility has a special day on this date.");

    public static Problem UnknownRule(string code) => CommonProblems.Invalid("rules.overridableRules", $"There is no rule {code} that may be overridden.");
}
