using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Closes a case: explained, charged by hand, or dismissed. Nothing else follows.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class CloseUsageCase(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<CloseUsageCase.Request, Done>
{
    /// <summary>How it was closed.</summary>
    public sealed record Fields
    {
        /// <summary>explained, charged or dismissed.</summary>
        [EnumDataType(typeof(CaseState))]
        public required CaseState State { get; init; }

        /// <summary>Why; 1 to 500 characters.</summary>
        [Required, StringLength(500, MinimumLength = 1)]
        public required string Note { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.UsageCases.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } found)
            return CommonProblems.NotFound("usage case", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageBookings, found.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (found.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (found.State is not CaseState.Open)
            return EvidenceProblems.Closed;
        if (request.Fields.State is CaseState.Open)
            return CommonProblems.Invalid("state", "explained, charged or dismissed.");
        found.Close(request.Fields.State, request.Fields.Note, time.GetUtcNow(), context.Caller.Id);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/usage-cases/{id:guid}/close", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version, fields), cancel))
        .For<CloseUsageCase>("Closes a case", "Refusals: evidence.closed (409).");
}
