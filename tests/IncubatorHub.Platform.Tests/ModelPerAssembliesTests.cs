using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Tests;

public sealed class ModelPerAssembliesTests
{
    [Fact]
    public void Contexts_over_other_wings_in_one_process_have_models_of_their_own()
    {
        var builder = new DbContextOptionsBuilder<HubDbContext>();
        PersistenceRegistration.Use(builder, DatabaseProvider.Sqlite, "Data Source=:memory:");
        using var bare = new HubDbContext(builder.Options, PersistenceRegistration.ModelOf(), new CallerContext());
        using var withRegistry = new HubDbContext(builder.Options, PersistenceRegistration.ModelOf(typeof(Facility).Assembly), new CallerContext());
        bare.Model.FindEntityType(typeof(Facility)).ShouldBeNull();
        withRegistry.Model.FindEntityType(typeof(Facility)).ShouldNotBeNull();
    }
}
