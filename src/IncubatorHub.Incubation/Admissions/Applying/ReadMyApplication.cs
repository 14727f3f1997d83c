namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>Reads the application that a link leads to. It changes nothing, however often it is read.</summary>
[UseCase(Right.Public)]
internal sealed class ReadMyApplication(LinkedApplication linked, MyApplicationViews views) : IUseCase<ReadMyApplication.Request, MyApplicationView>
{
    public sealed record Request(string Secret) : IRequest<MyApplicationView>;

    public async Task<Outcome<MyApplicationView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await linked.Find(request.Secret, cancel);
        return found.IsAnswer ? await views.Of(found.Answer, cancel) : found.Problem;
    }
}
