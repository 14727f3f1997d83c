using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Where a session takes place.</summary>
public enum MeetingMode
{
    InPerson,
    Online,

    /// <summary>Either; whoever asks says which.</summary>
    Hybrid,
}

/// <summary>Who of an offer's mentors comes.</summary>
public enum HostRule
{
    /// <summary>The one who is asked for. An offer without mentors of its own is about any.</summary>
    Fixed,

    /// <summary>One of them: who has the smallest share of sessions, then who waits longest; only those who are free.</summary>
    RoundRobin,

    /// <summary>All of them together.</summary>
    Collective,
}

/// <summary>What may be asked for: how long, how soon, with whom, and whether the mentor has to say yes.</summary>
public sealed class MentoringOffer : Entity, IRetirable
{
    /// <summary>Shortest and longest session, minutes.</summary>
    public const int MinLengthMinutes = 15, MaxLengthMinutes = 240;

    /// <summary>Longest buffer before or after, minutes.</summary>
    public const int MaxBufferMinutes = 120;

    /// <summary>Furthest horizon, days.</summary>
    public const int MaxHorizonDays = 180;

    /// <summary>The facility that offers it; null: the programme, for every company. It never changes.</summary>
    public Guid? FacilityId { get; init; }

    public required string NameEn { get; set; }

    public required string NameJa { get; set; }

    public string DescriptionEn { get; set; } = "";

    public string DescriptionJa { get; set; } = "";

    /// <summary>Lengths that may be asked for, minutes, each between commas.</summary>
    public string Lengths { get; set; } = ",60,";

    /// <summary>Minutes that a host has free before it, beside the session itself.</summary>
    public int BufferBeforeMinutes { get; set; }

    /// <summary>Minutes that a host has free after it.</summary>
    public int BufferAfterMinutes { get; set; }

    /// <summary>Hours between asking and the beginning, at least; 0 to 720.</summary>
    public int NoticeHours { get; set; } = 24;

    /// <summary>Days ahead, at most; 1 to 180.</summary>
    public int HorizonDays { get; set; } = 60;

    public MeetingMode Mode { get; set; }

    public HostRule Hosts { get; set; }

    /// <summary>Whether a host has to say yes.</summary>
    public bool NeedsAcceptance { get; set; } = true;

    /// <summary>Hours within which; 1 to 168.</summary>
    public int AcceptWithinHours { get; set; } = 48;

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>May be asked for no more; its sessions stay.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;

    /// <summary>What a session is when nobody says.</summary>
    public MeetingMode UsualMode => Mode is MeetingMode.Online ? MeetingMode.Online : MeetingMode.InPerson;

    /// <summary>Lengths that may be asked for, minutes.</summary>
    public IReadOnlyList<int> ReadLengths() =>
        [.. Lengths.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => int.TryParse(text, out var minutes) ? minutes : 0).Where(minutes => minutes > 0).Order()];
}

/// <summary>A mentor of an offer.</summary>
public sealed class OfferHost
{
    public required Guid OfferId { get; init; }

    public required Guid MentorId { get; init; }

    /// <summary>How much of a round-robin's work is this mentor's, against the others' weights; 1 to 100.</summary>
    public int Weight { get; set; } = 1;
}

internal sealed class MentoringOfferConfiguration : IEntityTypeConfiguration<MentoringOffer>
{
    public void Configure(EntityTypeBuilder<MentoringOffer> builder)
    {
        builder.ToTable("MentoringOffers");
        builder.Property(offer => offer.NameEn).HasMaxLength(200);
        builder.Property(offer => offer.NameJa).HasMaxLength(200);
        builder.Property(offer => offer.DescriptionEn).HasMaxLength(2_000);
        builder.Property(offer => offer.DescriptionJa).HasMaxLength(2_000);
        builder.Property(offer => offer.Lengths).HasMaxLength(100);
        builder.Ignore(offer => offer.UsualMode);
        builder.HasIndex(offer => offer.FacilityId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(offer => offer.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OfferHostConfiguration : IEntityTypeConfiguration<OfferHost>
{
    public void Configure(EntityTypeBuilder<OfferHost> builder)
    {
        builder.ToTable("OfferHosts", table => table.HasCheckConstraint("CK_OfferHosts_Weight", "\"Weight\" BETWEEN 1 AND 100"));
        builder.HasKey(host => new { host.OfferId, host.MentorId });
        builder.HasOne<MentoringOffer>().WithMany().HasForeignKey(host => host.OfferId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MentorProfile>().WithMany().HasForeignKey(host => host.MentorId).OnDelete(DeleteBehavior.Restrict);
    }
}
