using System.Diagnostics;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;

namespace IncubatorHub.Platform.Auditing;

/// <summary>Writes an audit entry by hand, for an act on something that is no <see cref="Entity"/>. It is saved with the next save of the scope.</summary>
public sealed class AuditNotes(HubDbContext db, CallerContext context, TimeProvider time)
{
    /// <summary>Notes what was done to what.</summary>
    public void Note(string subject, Guid subjectId, object what) => db.Add(new AuditEntry
    {
        At = time.GetUtcNow(),
        ActorKind = context.Caller.Kind,
        ActorId = context.Caller.Id,
        ActorName = context.Caller.Name,
        Act = context.Act,
        Subject = subject,
        SubjectId = subjectId,
        Changes = JsonSerializer.Serialize(what),
        TraceId = Activity.Current?.TraceId.ToHexString(),
    });
}
