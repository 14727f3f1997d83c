using System.ComponentModel.DataAnnotations;
using System.Text;
using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// Reads a quarantined message in again, as it came or mended. It opens no transaction of its own: the stores that take the message do, and
/// one that waited for them while holding the database would wait for ever.
/// </summary>
[UseCase(Right.EditQuarantine)]
internal sealed class ReplayQuarantineEntry(HubDbContext db, Quarantine quarantine, CallerContext context, AuditNotes audit)
    : IUseCase<ReplayQuarantineEntry.Request, Done>
{
    /// <summary>Longest mended payload, in characters.</summary>
    public const int MaxMended = 1 << 20;

    public sealed record Request(Guid Id, Fields Fields) : IRequest<Done>;

    public sealed record Fields
    {
        /// <summary>The payload after mending, as text; null: as it came.</summary>
        [StringLength(MaxMended)]
        public string? Mended { get; init; }
    }

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.QuarantineEntries.SingleOrDefaultAsync(entry => entry.Id == request.Id, cancel) is not { } entry)
            return CommonProblems.NotFound("quarantine entry", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditQuarantine, entry.FacilityId))
            return CommonProblems.Forbidden(Right.EditQuarantine);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        audit.Note(nameof(QuarantineEntry), entry.Id, new { Replayed = true, Mended = request.Fields.Mended is not null });
        var answer = await quarantine.ReplayQuarantine(request.Id, request.Fields.Mended is { } mended ? Encoding.UTF8.GetBytes(mended) : null, cancel);
        return answer.Verdict switch
        {
            ReplayVerdict.Replayed => Done.It,
            ReplayVerdict.NotOpen => ReadingProblems.EntryNotOpen,
            ReplayVerdict.StillMalformed => ReadingProblems.StillMalformed(answer.Detail),
            _ => ReadingProblems.StoreFailed,
        };
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/quarantine/{id:guid}/replay", (Guid id, Fields fields, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, fields), cancel))
        .For<ReplayQuarantineEntry>("Reads a quarantined message in again",
            "Refusals: quarantine.not-open (409), quarantine.still-malformed (422), ingest.store-failed (503).");
}
