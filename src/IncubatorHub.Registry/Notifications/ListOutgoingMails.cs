namespace IncubatorHub.Registry.Notifications;

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    Waiting,
    Delivered,

    /// <summary>Given up.</summary>
    Dead,
}

/// <summary>A mail as an operator sees it: never its text.</summary>
public sealed record OutgoingMailView(
    Guid Id, string To, string Subject, MailState State, int Attempts, string? LastError, DateTimeOffset At, DateTimeOffset DueAt, DateTimeOffset? DeliveredAt);

/// <summary>Lists mails and where they stand, the latest first.</summary>
[UseCase(Right.OperateSystem)]
internal sealed class ListOutgoingMails(HubDbContext db) : IUseCase<ListOutgoingMails.Request, Page<OutgoingMailView>>
{
    /// <param name="State">Only these.</param>
    public sealed record Request(Choice<MailState>? State = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<OutgoingMailView>>, IPaged;

    private static readonly SortKeys<OutgoingMail> Keys = new SortKeys<OutgoingMail>(mail => mail.Id).By("at", mail => mail.At);

    public Task<Outcome<Page<OutgoingMailView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = request.State?.Value switch
        {
            MailState.Waiting => db.OutgoingMails.Where(mail => mail.DeliveredAt == null && mail.DeadAt == null),
            MailState.Delivered => db.OutgoingMails.Where(mail => mail.DeliveredAt != null),
            MailState.Dead => db.OutgoingMails.Where(mail => mail.DeadAt != null),
            _ => db.OutgoingMails,
        };
        return rows.ToPage(request with { Sort = request.Sort ?? "-at" }, Keys, mail => new OutgoingMailView(
            mail.Id, mail.To, mail.Subject,
            mail.DeliveredAt != null ? MailState.Delivered : mail.DeadAt != null ? MailState.Dead : MailState.Waiting,
            mail.Attempts, mail.LastError, mail.At, mail.DueAt, mail.DeliveredAt), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/outgoing-mails", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListOutgoingMails>("Lists mails and where they stand");
}
