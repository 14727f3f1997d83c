namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>Which state of an application may follow which.</summary>
internal static class ApplicationMoves
{
    private static readonly Dictionary<ApplicationState, ApplicationState[]> Next = new()
    {
        [ApplicationState.Draft] = [ApplicationState.Submitted, ApplicationState.Withdrawn],
        [ApplicationState.Submitted] = [ApplicationState.Screening, ApplicationState.Declined, ApplicationState.Withdrawn],
        [ApplicationState.Screening] = [ApplicationState.Accepted, ApplicationState.WaitingList, ApplicationState.Declined, ApplicationState.Withdrawn],
        [ApplicationState.WaitingList] = [ApplicationState.Accepted, ApplicationState.Declined, ApplicationState.Withdrawn],
        [ApplicationState.Accepted] = [ApplicationState.Admitted, ApplicationState.Withdrawn],
        [ApplicationState.Admitted] = [],
        [ApplicationState.Declined] = [],
        [ApplicationState.Withdrawn] = [],
    };

    public static bool May(ApplicationState from, ApplicationState to) => Next[from].Contains(to);

    /// <summary>The states from which it may come to this one.</summary>
    public static ApplicationState[] Before(ApplicationState to) => [.. Next.Where(one => one.Value.Contains(to)).Select(one => one.Key)];

    /// <summary>Nothing follows.</summary>
    public static bool IsOver(ApplicationState state) => Next[state].Length == 0;
}
