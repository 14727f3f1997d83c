using IncubatorHub.Platform.UseCases;

namespace Architecture.Canaries.Rooms;

/// <summary>A use case that says nothing of the right it needs.</summary>
public sealed class OpenRoom : IUseCase<OpenRoom.Request, Done>
{
    public sealed record Request : IRequest<Done>;

    public Task<Outcome<Done>> Handle(Request request, CancellationToken cancel) => Task.FromResult<Outcome<Done>>(Done.It);
}
