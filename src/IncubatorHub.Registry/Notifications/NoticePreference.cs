namespace IncubatorHub.Registry.Notifications;

/// <summary>A kind of notice that people may want by mail or not. Modules add theirs as singletons.</summary>
/// <param name="Key">Stable: it stands in rows.</param>
/// <param name="Texts">The marker class of the module's texts.</param>
/// <param name="TextKey">The key of its name.</param>
/// <param name="Order">Place from the top.</param>
public sealed record NoticeKind(string Key, Type Texts, string TextKey, int Order);

/// <summary>What a person wants to hear of by mail. Without a row: everything.</summary>
public sealed class NoticePreference : Entity
{
    /// <summary>Choices of <see cref="ReminderMinutes"/>; 0: none. A day, two days, a week at the end.</summary>
    public static readonly int[] ReminderChoices = [0, 15, 30, 60, 120, 240, 720, 1440, 2880, 10_080];

    /// <summary>When nothing was chosen: an hour.</summary>
    public const int DefaultReminderMinutes = 60;

    /// <summary>The person; one row each.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Keys of kinds that are not sent, each between commas: <c>,reminder,offer,</c>. Empty: all are sent.</summary>
    public string Muted { get; set; } = "";

    /// <summary>How long before its beginning a person is reminded of an appointment, minutes; one of <see cref="ReminderChoices"/>.</summary>
    public int ReminderMinutes { get; set; } = DefaultReminderMinutes;

    /// <summary>Whether the kind is not sent.</summary>
    public bool Mutes(string kind) => Muted.Contains($",{kind},", StringComparison.Ordinal);
}

internal sealed class NoticePreferenceConfiguration : IEntityTypeConfiguration<NoticePreference>
{
    public void Configure(EntityTypeBuilder<NoticePreference> builder)
    {
        builder.ToTable("NoticePreferences");
        builder.Property(one => one.Muted).HasMaxLength(1000);
        builder.HasIndex(one => one.AccountId).IsUnique();
        builder.HasIndex(one => one.ReminderMinutes);
    }
}
