namespace IncubatorHub.Registry.Tenancies;

/// <summary>What a row of a file says of a tenancy, over what there is.</summary>
internal sealed record TenancySaid(DateOnly StartsOn, DateOnly? PlannedEndOn, DateOnly? EndsOn, TenancyState State, ExitKind? ExitKind, string Reason)
{
    private const int MaxReasonLength = 1000;

    public static TenancySaid Of(CsvRow row, DateOnly startsOn, Tenancy? present) => new(
        startsOn,
        row.Date("plannedEndOn", present?.PlannedEndOn),
        row.Date("endsOn", present?.EndsOn),
        row.TextOrNull("state", "") is "" or null ? present?.State ?? TenancyState.Planned : row.Choice("state", TenancyState.Planned),
        row.TextOrNull("exitKind", "") is "" or null ? present?.ExitKind : row.Choice("exitKind", Tenancies.ExitKind.Graduated),
        row.Text("reason", present?.Reason ?? ""));

    public void Refuse(CsvRow row, Tenancy? present)
    {
        if (PlannedEndOn < StartsOn)
            row.Wrong("plannedEndOn", "validation.failed", "Not before startsOn.");
        if (EndsOn < StartsOn)
            row.Wrong("endsOn", "validation.failed", "Not before startsOn.");
        if (State is TenancyState.Ended != EndsOn is not null)
            row.Wrong("endsOn", "validation.failed", "Exactly when the state is ended.");
        if (State is TenancyState.Ended != ExitKind is not null)
            row.Wrong("exitKind", "validation.failed", "Exactly when the state is ended.");
        if (Reason.Length > MaxReasonLength)
            row.Wrong("reason", "validation.failed", $"At most {MaxReasonLength} characters.");
        if (present is not null && !IsOf(present) && !MayFollow(present.State))
            row.Wrong(TenancyProblems.WrongState(present.State));
    }

    public void ApplyTo(Tenancy tenancy) => (tenancy.PlannedEndOn, tenancy.EndsOn, tenancy.State, tenancy.ExitKind, tenancy.Reason) =
        (PlannedEndOn, EndsOn, State, ExitKind, Reason);

    /// <summary>Whether it says nothing new.</summary>
    public bool IsOf(Tenancy? present) => present is not null && this == SaidBy(present);

    private static TenancySaid SaidBy(Tenancy row) => new(row.StartsOn, row.PlannedEndOn, row.EndsOn, row.State, row.ExitKind, row.Reason);

    private bool MayFollow(TenancyState before) => before switch
    {
        TenancyState.Planned => State is TenancyState.Planned or TenancyState.Current or TenancyState.Cancelled,
        TenancyState.Current => State is TenancyState.Current or TenancyState.Ended,
        _ => false,
    };
}
