using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Takes a qualification away; the row stays.</summary>
[UseCase(Right.EditQualification, Writes = true)]
internal sealed class RevokeQualification(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RevokeQualification.Request, QualificationView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<QualificationView>, IEdit;

    /// <summary>Why.</summary>
    public sealed record Fields
    {
        [Required, StringLength(300, MinimumLength = 1)]
        public required string Why { get; init; }
    }

    public async Task<Outcome<QualificationView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeQualification(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        (found.Answer.RevokedAt, found.Answer.RevokedWhy) = (time.GetUtcNow(), request.Fields.Why);
        await db.SaveChangesAsync(cancel);
        return await db.View(found.Answer, time.GetUtcNow(), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/qualifications/{id:guid}/revoke", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<RevokeQualification>("Revokes a qualification", "Refusals: qualification.revoked (409).");
}
