namespace IncubatorHub.Registry.Notifications;

/// <summary>Sets a mail that was given up to wait again, with all its attempts.</summary>
[UseCase(Right.OperateSystem, Writes = true)]
internal sealed class RetryMail(HubDbContext db, AuditNotes notes, TimeProvider time) : IUseCase<RetryMail.Request, Done>
{
    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Id == request.Id, cancel) is not { } mail)
            return NotificationProblems.MailNotFound(request.Id);
        if (mail.DeadAt is null)
            return NotificationProblems.MailNotDead;
        mail.WaitAgain(time.GetUtcNow());
        notes.Note(nameof(OutgoingMail), mail.Id, new { mail.Attempts });
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outgoing-mails/{id:guid}/retry", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<RetryMail>("Sets a mail that was given up to wait again", "Refusals: mail.not-dead (409).");
}
