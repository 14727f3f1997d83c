using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncubatorHub.Platform.Auditing;

/// <summary>
/// Adds an entry for each changed <see cref="Entity"/> to the same save. The hub's own bulk work (demo fill, presence stamps) is not a
/// person's change and leaves no entries; an automatic act that people must be able to question writes its own evidence.
/// </summary>
internal sealed class AuditTrail(CallerContext context, TimeProvider time) : SaveChangesInterceptor
{
    private static readonly string[] Bookkeeping = [nameof(Entity.Id), nameof(Entity.Version), nameof(Entity.CreatedAt), nameof(Entity.UpdatedAt)];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Write(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Write(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Write(DbContext db)
    {
        if (context.Caller.Kind is CallerKind.System)
            return;
        var entries = db.ChangeTracker.Entries<Entity>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Where(entry => !entry.Metadata.ClrType.IsDefined(typeof(NotAuditedAttribute)))
            .Select(EntryFor).OfType<AuditEntry>().ToList();
        db.AddRange(entries);
    }

    private AuditEntry? EntryFor(EntityEntry<Entity> row)
    {
        var changes = row.Properties
            .Where(property => !Bookkeeping.Contains(property.Metadata.Name))
            .Where(property => property.Metadata.PropertyInfo?.IsDefined(typeof(NotAuditedAttribute)) is not true)
            .Where(property => row.State is not EntityState.Modified || property.IsModified)
            .ToDictionary(property => property.Metadata.Name, property => new object?[]
            {
                row.State is EntityState.Added ? null : property.OriginalValue,
                row.State is EntityState.Deleted ? null : property.CurrentValue,
            });
        if (changes.Count == 0 && row.State is EntityState.Modified)
            return null;
        return new AuditEntry
        {
            At = time.GetUtcNow(),
            ActorKind = context.Caller.Kind,
            ActorId = context.Caller.Id,
            ActorName = context.Caller.Name,
            Act = context.Act,
            Subject = row.Metadata.ClrType.Name,
            SubjectId = row.Entity.Id,
            Changes = JsonSerializer.Serialize(changes),
            TraceId = Activity.Current?.TraceId.ToHexString(),
        };
    }
}
