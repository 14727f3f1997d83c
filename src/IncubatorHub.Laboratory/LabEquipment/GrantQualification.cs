using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lets a person of a company use equipment of a class, or one piece of it, at a facility.</summary>
[UseCase(Right.EditQualification, Writes = true)]
internal sealed class GrantQualification(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<GrantQualification.Request, QualificationView>
{
    public sealed record Request : IRequest<QualificationView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>The account; it has a role in the company.</summary>
        public required Guid PersonId { get; init; }

        public required Guid CompanyId { get; init; }

        /// <summary>Code of the class.</summary>
        [Required, StringLength(40)]
        public required string ClassCode { get; init; }

        /// <summary>Only this piece, of the class and the facility; null: every piece of the class there.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>Why: a training, a certificate.</summary>
        [StringLength(300)]
        public string Basis { get; init; } = "";
    }

    public async Task<Outcome<QualificationView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditQualification, request.FacilityId, cancel) is { } refused)
            return refused;
        if (!await db.Set<Company>().AnyAsync(company => company.Id == request.CompanyId, cancel))
            return CommonProblems.Invalid("companyId", "There is no such company.");
        if (await NameOf(request, cancel) is not { } person)
            return QualificationProblems.NotOfCompany;
        if (await db.EquipmentClasses.AsNoTracking().SingleOrDefaultAsync(one => one.Code == request.ClassCode && one.RetiredAt == null, cancel) is not { } of)
            return CommonProblems.Invalid("classCode", "There is no such class of equipment in use.");
        if (request.EquipmentId is { } piece && !await db.Equipment.AnyAsync(one =>
                one.Id == piece && one.FacilityId == request.FacilityId && one.ClassCode == request.ClassCode && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("equipmentId", "There is no such equipment of this class in use at this facility.");
        await db.TakeTurn("qualifications", request.PersonId, cancel);
        if (await db.Qualifications.AnyAsync(one => one.PersonId == request.PersonId && one.FacilityId == request.FacilityId
                && one.ClassCode == request.ClassCode && one.EquipmentId == request.EquipmentId && one.RevokedAt == null, cancel))
            return QualificationProblems.Held;

        var now = time.GetUtcNow();
        var granted = new Qualification
        {
            FacilityId = request.FacilityId, PersonId = request.PersonId, CompanyId = request.CompanyId, ClassCode = request.ClassCode,
            EquipmentId = request.EquipmentId, Basis = request.Basis, GrantedAt = now, GrantedById = context.Caller.Id,
            ValidUntil = of.QualificationMonths is { } months ? now.AddMonths(months) : null,
        };
        db.Add(granted);
        await db.SaveChangesAsync(cancel);
        return QualificationView.From(granted, person, of.DisuseMonths, now);
    }

    private Task<string?> NameOf(Request request, CancellationToken cancel) => (
        from grant in db.RoleGrants
        where grant.AccountId == request.PersonId && grant.Scope == ScopeKind.Company && grant.ScopeId == request.CompanyId
        join account in db.Accounts on grant.AccountId equals account.Id
        where account.RetiredAt == null && account.LockedAt == null
        select account.DisplayName).FirstOrDefaultAsync(cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/qualifications", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, one => $"/api/v1/qualifications/{one.Id}", cancel))
        .For<GrantQualification>("Grants a qualification",
            "Its class says how long it lasts. Refusals: qualification.held, qualification.not-of-company, retired (409).");
}
