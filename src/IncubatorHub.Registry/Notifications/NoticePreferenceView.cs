namespace IncubatorHub.Registry.Notifications;

/// <summary>What a person wants by mail.</summary>
/// <param name="Version">Zero while nothing was ever chosen.</param>
/// <param name="Kinds">Every kind that there is, with whether it is sent.</param>
/// <param name="ReminderMinutes">How long before an appointment a reminder goes; 0: none.</param>
public sealed record NoticePreferenceView(Guid Version, IReadOnlyList<NoticeChoice> Kinds, int ReminderMinutes) : IVersioned
{
    internal static NoticePreferenceView From(NoticePreference? row, IEnumerable<NoticeKind> kinds) => new(
        row?.Version ?? Guid.Empty,
        [.. kinds.OrderBy(one => one.Order).Select(one => new NoticeChoice(one.Key, row?.Mutes(one.Key) is not true))],
        row?.ReminderMinutes ?? NoticePreference.DefaultReminderMinutes);
}

/// <summary>One kind of notice.</summary>
/// <param name="Kind">Its stable key.</param>
/// <param name="ByMail">Whether it is sent.</param>
public sealed record NoticeChoice(string Kind, bool ByMail);
