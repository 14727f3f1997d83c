namespace IncubatorHub.Incubation.Mentoring.Answers;

/// <summary>What is asked, for the page behind the link in the mail. It changes nothing, however often it is read.</summary>
[UseCase(Right.Public)]
internal sealed class ReadAnswerLink(HubDbContext db, LinkedRequest requests, SessionViews views) : IUseCase<ReadAnswerLink.Request, ReadAnswerLink.Answer>
{
    public sealed record Request(string Secret) : IRequest<Answer>;

    /// <param name="Zone">Of the house, IANA.</param>
    public sealed record Answer(SessionView Session, string Zone);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var found = await requests.Find(request.Secret, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var session = found.Answer.Held.Session;
        var zone = await db.Set<Registry.Facilities.Facility>().Where(house => house.Id == session.FacilityId).Select(house => house.TimeZone).SingleAsync(cancel);
        return new Answer((await views.Of([session], cancel))[0], zone);
    }
}
