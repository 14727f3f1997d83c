namespace IncubatorHub.Registry.People;

/// <summary>Where an invitation stands.</summary>
public enum InvitationState
{
    /// <summary>May be accepted until it expires.</summary>
    Open,

    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>
/// Offers a role to whoever reads an address. The account comes into being only when it is accepted, so that the inviter cannot learn whether
/// the address already has one.
/// </summary>
public sealed class Invitation : Entity
{
    /// <summary>How long it may be accepted.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    /// <summary><c>en</c> or <c>ja</c>.</summary>
    public required string Language { get; init; }

    public required Role Role { get; init; }

    public required ScopeKind Scope { get; init; }

    public required Guid ScopeId { get; init; }

    [NotAudited]
    public required string TokenHash { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public InvitationState State { get; private set; } = InvitationState.Open;

    /// <summary>What it offers.</summary>
    public Grant Grant => new(Role, Scope, ScopeId);

    /// <summary>Whether it may be accepted now.</summary>
    public bool IsOpen(DateTimeOffset now) => State is InvitationState.Open && now < ExpiresAt;

    /// <summary>Accepts it; once.</summary>
    public void Accept() => State = InvitationState.Accepted;

    /// <summary>Takes it back, unless it was accepted.</summary>
    public bool Withdraw()
    {
        if (State is InvitationState.Accepted)
            return false;
        State = InvitationState.Withdrawn;
        return true;
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.Ignore(invitation => invitation.Grant);
        builder.Property(invitation => invitation.Email).HasMaxLength(200);
        builder.Property(invitation => invitation.DisplayName).HasMaxLength(100);
        builder.Property(invitation => invitation.Language).HasMaxLength(2);
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(64);
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
        builder.HasIndex(invitation => new { invitation.Scope, invitation.ScopeId });
    }
}
