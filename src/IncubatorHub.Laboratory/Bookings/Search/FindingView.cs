namespace IncubatorHub.Laboratory.Bookings.Search;

/// <summary>A finding of the rules as the API and the console show it.</summary>
/// <param name="Code">Stable: <c>booking.horizon</c>.</param>
/// <param name="MessageEn">For people, English.</param>
/// <param name="MessageJa">For people, Japanese.</param>
/// <param name="OverridableBy">The right that may override it; null: nobody.</param>
/// <param name="Values">The numbers behind it, by name.</param>
public sealed record FindingView(string Code, string MessageEn, string MessageJa, Right? OverridableBy, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>The instrument or zone that it is about; null where that is plain.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>Whether the caller may set the rule aside at this facility.</summary>
    internal bool MayBeSetAside(Caller caller, Guid facilityId) => OverridableBy is { } right && caller.MayAtFacility(right, facilityId);

    internal static FindingView From(Rules.Finding finding) => new(
        finding.Code, finding.Text("en"), finding.Text("ja"), finding.OverridableBy, finding.Values.ToDictionary(one => one.Name, one => one.Value));
}
