using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Says what utilities a piece of equipment needs; the list replaces the one before.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class SetNeeds(HubDbContext db, CallerContext context) : IUseCase<SetNeeds.Request, ReadNeeds.Needs>
{
    /// <summary>Most utilities of one piece.</summary>
    public const int MaxNeeds = 20;

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<ReadNeeds.Needs>, IEdit;

    /// <summary>What it needs; each utility once.</summary>
    public sealed record Fields : IValidatableObject
    {
        [Required, MaxLength(MaxNeeds)]
        public required IReadOnlyList<NeedFields> Items { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Items.DistinctBy(item => item.UtilityId).Count() != Items.Count)
                yield return new ValidationResult("Each utility once.", [nameof(Items)]);
        }
    }

    /// <summary>One of them.</summary>
    public sealed record NeedFields
    {
        public required Guid UtilityId { get; init; }

        /// <summary>It cannot work without; otherwise its loss only warns.</summary>
        public bool IsVital { get; init; }
    }

    public async Task<Outcome<ReadNeeds.Needs>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (equipment.RetiredAt is not null)
            return CommonProblems.Retired("equipment");
        if (equipment.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        var (wanted, present) = (request.Fields.Items, await db.UtilityNeeds.Where(need => need.EquipmentId == equipment.Id).ToListAsync(cancel));
        List<Guid> added = [.. wanted.Select(item => item.UtilityId).Except(present.Select(need => need.UtilityId))];
        if (await db.Utilities.CountAsync(utility => added.Contains(utility.Id) && utility.FacilityId == equipment.FacilityId && utility.RetiredAt == null, cancel) != added.Count)
            return CommonProblems.Invalid("items", "There is no such utility in use at this facility.");

        db.RemoveRange(present.Where(need => wanted.All(item => item.UtilityId != need.UtilityId)));
        foreach (var item in wanted)
        {
            if (present.Find(need => need.UtilityId == item.UtilityId) is { } need)
                need.IsVital = item.IsVital;
            else
                db.Add(new UtilityNeed { FacilityId = equipment.FacilityId, EquipmentId = equipment.Id, UtilityId = item.UtilityId, IsVital = item.IsVital });
        }

        // So that whoever edits the equipment by what was seen before hears of it.
        db.Entry(equipment).Property(one => one.UpdatedAt).IsModified = true;
        await db.SaveChangesAsync(cancel);
        return await ReadNeeds.Of(db, equipment, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/equipment/{id:guid}/utilities", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<SetNeeds>("Sets what utilities equipment needs", "If-Match holds the equipment's version. Refusals: retired (409).");
}
