using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>A key or card given out, as the API and the console show it.</summary>
/// <param name="BackOn">Null while it is out.</param>
public sealed record HandedItemView(
    Guid Id, Guid Version, Guid CompanyId, Guid FacilityId, HandedKind Kind, string Label, string GivenTo, DateOnly GivenOn, DateOnly? BackOn, string Note) : IVersioned
{
    internal static Expression<Func<HandedItem, HandedItemView>> Of { get; } = one =>
        new HandedItemView(one.Id, one.Version, one.CompanyId, one.FacilityId, one.Kind, one.Label, one.GivenTo, one.GivenOn, one.BackOn, one.Note);

    internal static HandedItemView From(HandedItem one) => new(one.Id, one.Version, one.CompanyId, one.FacilityId, one.Kind, one.Label, one.GivenTo, one.GivenOn, one.BackOn, one.Note);
}

/// <summary>Notes that a key or card was given to a company.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class HandOutItem(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<HandOutItem.Request, HandedItemView>
{
    public sealed record Request : IRequest<HandedItemView>
    {
        public required Guid CompanyId { get; init; }

        public required Guid FacilityId { get; init; }

        [EnumDataType(typeof(HandedKind))]
        public required HandedKind Kind { get; init; }

        /// <summary>What is written on it.</summary>
        [Required, StringLength(60, MinimumLength = 1)]
        public required string Label { get; init; }

        [StringLength(100)]
        public string GivenTo { get; init; } = "";

        /// <summary>Left out: today.</summary>
        public DateOnly? GivenOn { get; init; }
    }

    public async Task<Outcome<HandedItemView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.CompanyAt(context.Caller, Right.ManageProgress, request.CompanyId, request.FacilityId, time.GetUtcNow(), cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var item = new HandedItem
        {
            CompanyId = request.CompanyId, FacilityId = request.FacilityId, Kind = request.Kind, Label = request.Label.Trim(), GivenTo = request.GivenTo.Trim(),
            GivenOn = request.GivenOn ?? found.Answer.Today,
        };
        db.Add(item);
        await db.SaveChangesAsync(cancel);
        return HandedItemView.From(item);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/handed-items", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, made => $"/api/v1/handed-items/{made.Id}", cancel))
        .For<HandOutItem>("Notes a key or card given out", "Refusals: handed-item.given-out, progress.not-there (409).");
}

/// <summary>Notes that a key or card came back, or is lost.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class TakeBackItem(HubDbContext db, CallerContext context) : IUseCase<TakeBackItem.Request, HandedItemView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Return Said) : IRequest<HandedItemView>, IEdit;

    public sealed record Return
    {
        /// <summary>Not before it was given out.</summary>
        public required DateOnly BackOn { get; init; }

        [StringLength(500)]
        public string Note { get; init; } = "";
    }

    public async Task<Outcome<HandedItemView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.HandedItems.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } item)
            return CommonProblems.NotFound("handed item", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageProgress, item.FacilityId))
            return CommonProblems.Forbidden(Right.ManageProgress);
        if (item.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (item.BackOn is not null)
            return ProgressProblems.ItemBack;
        if (request.Said.BackOn < item.GivenOn)
            return CommonProblems.Invalid("backOn", "Not before it was given out.");
        (item.BackOn, item.Note) = (request.Said.BackOn, request.Said.Note.Trim());
        await db.SaveChangesAsync(cancel);
        return HandedItemView.From(item);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/handed-items/{id:guid}/take-back", (Guid id, Return said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<TakeBackItem>("Notes that a key or card came back", "Refusals: handed-item.back (409).");
}

/// <summary>Lists keys and cards given out to the caller's companies and at the caller's facilities.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListHandedItems(HubDbContext db) : IUseCase<ListHandedItems.Request, Page<HandedItemView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="Out">true: only those that are out; false: only those that are back.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, bool? Out = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<HandedItemView>>, IPaged;

    private static readonly SortKeys<HandedItem> Keys = new SortKeys<HandedItem>(one => one.Id).By("label", one => one.Label).By("givenOn", one => one.GivenOn);

    public Task<Outcome<Page<HandedItemView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<HandedItem> rows = db.HandedItems;
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(one => one.CompanyId == company);
        if (request.Out is { } isOut)
            rows = rows.Where(one => (one.BackOn == null) == isOut);
        return rows.ToPage(request, Keys, HandedItemView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/handed-items", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListHandedItems>("Lists keys and cards given out");
}
