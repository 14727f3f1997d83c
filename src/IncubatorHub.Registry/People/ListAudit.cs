using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>Who did what, when, as the API and the console show it. <c>changes</c> is JSON text: property, before, after.</summary>
public sealed record AuditView(
    Guid Id, DateTimeOffset At, CallerKind ActorKind, Guid ActorId, string ActorName, string Act, string Subject, Guid SubjectId, string Changes, string? TraceId)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<AuditEntry, AuditView>> Of { get; } = row => new AuditView(
        row.Id, row.At, row.ActorKind, row.ActorId, row.ActorName, row.Act, row.Subject, row.SubjectId, row.Changes, row.TraceId);
}

/// <summary>Lists the audit trail, for those who read it over the whole programme.</summary>
[UseCase(Right.ReadAudit)]
internal sealed class ListAudit(HubDbContext db, CallerContext context) : IUseCase<ListAudit.Request, Page<AuditView>>
{
    /// <param name="Q">Part of the actor's name or of the act.</param>
    /// <param name="Subject">Only rows of this kind, e.g. Facility.</param>
    /// <param name="SubjectId">Only this row.</param>
    /// <param name="ActorId">Only of this account or key.</param>
    public sealed record Request(
        string? Q = null, string? Subject = null, Guid? SubjectId = null, Guid? ActorId = null,
        string? Sort = "-at", int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<AuditView>>, IPaged;

    private static readonly SortKeys<AuditEntry> Keys = new SortKeys<AuditEntry>(entry => entry.Id).By("at", entry => entry.At);

    public async Task<Outcome<Page<AuditView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!context.Caller.MayEverywhere(Right.ReadAudit))
            return CommonProblems.Forbidden(Right.ReadAudit);
        IQueryable<AuditEntry> rows = db.Set<AuditEntry>();
        if (request.Subject is { } subject)
            rows = rows.Where(entry => entry.Subject == subject);
        if (request.SubjectId is { } subjectId)
            rows = rows.Where(entry => entry.SubjectId == subjectId);
        if (request.ActorId is { } actorId)
            rows = rows.Where(entry => entry.ActorId == actorId);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(entry => EF.Functions.Like(entry.ActorName.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(entry.Act.ToLower(), pattern, SearchText.Escape));
        }

        return await rows.ToPage(request, Keys, AuditView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/audit", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListAudit>("Lists the audit trail", "By default newest first.");
}
