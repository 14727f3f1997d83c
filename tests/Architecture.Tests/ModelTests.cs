using System.Reflection;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Architecture.Tests;

public sealed class ModelTests
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    /// <summary>Otherwise a tenant would see another tenant's rows.</summary>
    [Fact]
    public void Every_row_of_a_company_or_a_facility_is_filtered_by_who_asks()
    {
        using var db = Context(DatabaseProvider.Sqlite, IncubatorHub.Incubation.Wings.All);
        db.Model.GetEntityTypes().ShouldNotBeEmpty();
        Unscoped(db.Model).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers))]
    public void The_migrations_hold_the_whole_model(DatabaseProvider provider)
    {
        using var db = Context(provider, IncubatorHub.Incubation.Wings.All);
        db.Database.HasPendingModelChanges().ShouldBeFalse("Run scripts/remake-migrations.sh and commit what it makes.");
    }

    [Fact]
    public void Canary_an_unscoped_row_is_seen()
    {
        using var db = Context(DatabaseProvider.Sqlite, [Product.Canaries]);
        Unscoped(db.Model).ShouldBe(["Architecture.Canaries.Rooms.RoomKey has CompanyId and no scope"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public void Canary_a_pending_change_is_seen(DatabaseProvider provider)
    {
        using var db = Context(provider, [.. IncubatorHub.Incubation.Wings.All, Product.Canaries]);
        db.Database.HasPendingModelChanges().ShouldBeTrue();
    }

    private static IEnumerable<string> Unscoped(IModel model) =>
        from entity in model.GetEntityTypes()
        from owner in new[] { "CompanyId", "FacilityId" }
        where entity.FindProperty(owner) is not null && !entity.IsOwned() && !ScopeFilters.IsScoped(entity) && !Unfiltered.Contains(entity.ClrType.FullName)
        select $"{entity.ClrType.FullName} has {owner} and no scope";

    /// <summary>Rows that name a company or facility and are reached without a scope, each with its reason.</summary>
    private static readonly string[] Unfiltered =
    [
        // A personal key belongs to its owner alone, a service key to a facility: the use cases ask for the one or the other.
        "IncubatorHub.Registry.People.ApiKey",
        // Rules are no secret, and a programme's belong to no facility: the use cases show those of the houses in sight.
        "IncubatorHub.Laboratory.Policies.PolicySet",
        // The programme's offers belong to no house and are everybody's to see: the use cases show those, and those of the houses in sight.
        "IncubatorHub.Incubation.Mentoring.MentoringOffer",
    ];

    private static HubDbContext Context(DatabaseProvider provider, Assembly[] wings)
    {
        var options = new DbContextOptionsBuilder<HubDbContext>();
        PersistenceRegistration.Use(options, provider, provider is DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Host=localhost;Database=never_opened");
        // A model is cached by context type: each of these contexts needs a cache of its own.
        options.EnableServiceProviderCaching(false);
        return new HubDbContext(options.Options, PersistenceRegistration.ModelOf(wings), new CallerContext());
    }
}
