using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Grants a qualification for another time, from now: age and disuse count anew.</summary>
[UseCase(Right.EditQualification, Writes = true)]
internal sealed class RenewQualification(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RenewQualification.Request, QualificationView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<QualificationView>, IEdit;

    /// <summary>On what basis.</summary>
    public sealed record Fields
    {
        [StringLength(300)]
        public string Basis { get; init; } = "";
    }

    public async Task<Outcome<QualificationView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeQualification(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var (one, now) = (found.Answer, time.GetUtcNow());
        var months = await db.EquipmentClasses.Where(of => of.Code == one.ClassCode).Select(of => of.QualificationMonths).SingleAsync(cancel);
        (one.GrantedAt, one.GrantedById, one.ValidUntil) = (now, context.Caller.Id, months is { } age ? now.AddMonths(age) : null);
        if (request.Fields.Basis.Length > 0)
            one.Basis = request.Fields.Basis;
        await db.SaveChangesAsync(cancel);
        return await db.View(one, now, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/qualifications/{id:guid}/renew", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<RenewQualification>("Renews a qualification", "Refusals: qualification.revoked (409).");
}
