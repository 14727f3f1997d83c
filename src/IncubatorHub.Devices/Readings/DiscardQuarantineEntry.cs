using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Devices.Readings;

/// <summary>Puts a quarantined message aside for good. It stays readable until it is pruned.</summary>
[UseCase(Right.EditQuarantine, Writes = true)]
internal sealed class DiscardQuarantineEntry(HubDbContext db, Quarantine quarantine, CallerContext context, AuditNotes audit)
    : IUseCase<DiscardQuarantineEntry.Request, Done>
{
    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.QuarantineEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == request.Id, cancel) is not { } entry)
            return CommonProblems.NotFound("quarantine entry", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditQuarantine, entry.FacilityId))
            return CommonProblems.Forbidden(Right.EditQuarantine);
        audit.Note(nameof(QuarantineEntry), entry.Id, new { Discarded = true });
        return await quarantine.DiscardQuarantine(request.Id, cancel) ? Done.It : ReadingProblems.EntryNotOpen;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/quarantine/{id:guid}/discard", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<DiscardQuarantineEntry>("Discards a quarantined message", "Refusals: quarantine.not-open (409).");
}
