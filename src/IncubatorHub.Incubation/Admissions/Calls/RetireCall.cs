namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Ends a call before its time, or takes an old one out of the lists. What came is still decided.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class RetireCall(CallInHand hand, TimeProvider time) : IUseCase<RetireCall.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        taken.Answer.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calls/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireCall>("Retires a call");
}
