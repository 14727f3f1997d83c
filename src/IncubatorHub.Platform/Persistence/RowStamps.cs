using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncubatorHub.Platform.Persistence;

/// <summary>Stamps version and times on every saved <see cref="Entity"/>.</summary>
internal sealed class RowStamps(TimeProvider time) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Stamp(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Stamp(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private void Stamp(DbContext? db)
    {
        var now = time.GetUtcNow();
        foreach (var entry in db!.ChangeTracker.Entries<Entity>().Where(entry => entry.State is EntityState.Added || IsEdit(entry)))
        {
            entry.Entity.Version = Guid.CreateVersion7(now);
            entry.Entity.UpdatedAt = now;
            if (entry.State is EntityState.Added && entry.Entity.CreatedAt == default)
                entry.Entity.CreatedAt = now;
        }
    }

    private static bool IsEdit(EntityEntry<Entity> entry) => entry.State is EntityState.Modified
        && entry.Properties.Any(property => property.IsModified && property.Metadata.PropertyInfo?.IsDefined(typeof(ObservedAttribute)) is not true);
}
