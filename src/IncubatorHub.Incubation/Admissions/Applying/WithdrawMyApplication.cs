namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>An applicant takes the application back, by the link.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class WithdrawMyApplication(LinkedApplication linked, ApplicationDesk desk, AdmissionMails mails) : IUseCase<WithdrawMyApplication.Request, Done>
{
    public sealed record Request(string Secret) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var found = await linked.Find(request.Secret, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var application = found.Answer.Application;
        if (await desk.Move(application, ApplicationState.Withdrawn, byId: null, "", cancel) is { } refused)
            return refused;
        await mails.ConfirmWithdrawal(application, cancel);
        return Done.It;
    }
}
