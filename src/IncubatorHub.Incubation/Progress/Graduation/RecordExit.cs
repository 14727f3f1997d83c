using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>
/// A company leaves a facility: all its tenancies there end, those that are only planned are cancelled, and it is asked how it goes in the years after. It
/// graduates only when every criterion is met or set aside.
/// </summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class RecordExit(HubDbContext db, CallerContext context, TenancyExits tenancies, GraduationDesk desk, ExitViews views, TimeProvider time)
    : IUseCase<RecordExit.Request, ExitView>
{
    public sealed record Request : ExitContact, IRequest<ExitView>
    {
        public required Guid CompanyId { get; init; }

        public required Guid FacilityId { get; init; }

        /// <summary>Last day, included; today or earlier.</summary>
        public required DateOnly ExitedOn { get; init; }

        [EnumDataType(typeof(ExitKind))]
        public required ExitKind Kind { get; init; }

        [StringLength(1_000)]
        public string Reason { get; init; } = "";
    }

    public async Task<Outcome<ExitView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.CompanyAt(context.Caller, Right.ManageProgress, request.CompanyId, request.FacilityId, time.GetUtcNow(), cancel);
        if (!found.IsAnswer)
            return found.Problem;
        if (request.ExitedOn > found.Answer.Today)
            return CommonProblems.Invalid("exitedOn", "Today or earlier.");
        if (request.Kind is ExitKind.Graduated)
        {
            var graduation = await desk.Judge(found.Answer.Company, request.FacilityId, cancel);
            if (graduation.Criteria.Where(one => one.Result is CheckResult.Open).Select(one => one.Criterion.Id).ToList() is { Count: > 0 } open)
                return ProgressProblems.CriteriaOpen(open);
        }

        if (await tenancies.EndAll(request.CompanyId, request.FacilityId, request.ExitedOn, request.Kind, request.Reason.Trim(), cancel) is { } refused)
            return refused.Code == TenancyExits.NoneCode ? ProgressProblems.NotIn : refused;
        var exit = new CompanyExit
        {
            CompanyId = request.CompanyId, FacilityId = request.FacilityId, ExitedOn = request.ExitedOn, Kind = request.Kind, Reason = request.Reason.Trim(), ByName = context.Caller.Name,
        };
        request.ApplyTo(exit);
        db.Add(exit);
        await db.SaveChangesAsync(cancel);
        return (await views.Of([exit], cancel))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/exits", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, made => $"/api/v1/exits/{made.Id}", cancel))
        .For<RecordExit>("Records that a company leaves", "Refusals: exit.criteria-open with criteria, exit.not-in, progress.not-there (409).");
}

/// <summary>Says anew whom to ask about a company that left.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class EditExitContact(HubDbContext db, CallerContext context, ExitViews views) : IUseCase<EditExitContact.Request, ExitView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, ExitContact Contact) : IRequest<ExitView>, IEdit;

    public async Task<Outcome<ExitView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.CompanyExits.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } exit)
            return CommonProblems.NotFound("exit", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageProgress, exit.FacilityId))
            return CommonProblems.Forbidden(Right.ManageProgress);
        if (exit.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        request.Contact.ApplyTo(exit);
        await db.SaveChangesAsync(cancel);
        return (await views.Of([exit], cancel))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/exits/{id:guid}", (Guid id, ExitContact contact, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, contact), cancel))
        .For<EditExitContact>("Says whom to ask about a company that left");
}
