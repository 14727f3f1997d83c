namespace IncubatorHub.Registry.People;

/// <summary>A role within a scope, held by an account or by an API key: exactly one of the two.</summary>
public sealed class RoleGrant : Entity
{
    public Guid? AccountId { get; init; }

    public Guid? ApiKeyId { get; init; }

    public required Role Role { get; init; }

    public required ScopeKind Scope { get; init; }

    /// <summary><see cref="Guid.Empty"/> for the programme.</summary>
    public required Guid ScopeId { get; init; }

    /// <summary>As the platform knows it.</summary>
    public Grant Grant => new(Role, Scope, ScopeId);

    /// <summary>A grant for a person.</summary>
    public static RoleGrant ToAccount(Guid accountId, Grant grant) =>
        new() { AccountId = accountId, Role = grant.Role, Scope = grant.Scope, ScopeId = grant.ScopeId };

    /// <summary>A grant for a program.</summary>
    public static RoleGrant ToApiKey(Guid apiKeyId, Grant grant) =>
        new() { ApiKeyId = apiKeyId, Role = grant.Role, Scope = grant.Scope, ScopeId = grant.ScopeId };
}

internal sealed class RoleGrantConfiguration : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("RoleGrants", table => table.HasCheckConstraint(
            "CK_RoleGrants_OneHolder", "(\"AccountId\" IS NULL) <> (\"ApiKeyId\" IS NULL)"));
        builder.Ignore(grant => grant.Grant);
        builder.HasOne<Account>().WithMany().HasForeignKey(grant => grant.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(grant => grant.ApiKeyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(grant => new { grant.AccountId, grant.Role, grant.ScopeId }).IsUnique();
        builder.HasIndex(grant => new { grant.ApiKeyId, grant.Role, grant.ScopeId }).IsUnique();
        builder.HasIndex(grant => new { grant.Scope, grant.ScopeId });
    }
}
