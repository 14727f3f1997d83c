using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// EF keeps one model per context type in the process; the model of <see cref="HubDbContext"/> depends on its assemblies as well. Without this, two
/// contexts over different wings in one process would share whichever model was built first.
/// </summary>
internal sealed class ModelPerAssemblies : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), string.Join(';', ((HubDbContext)context).Assemblies.All.Select(assembly => assembly.FullName)), designTime);
}
