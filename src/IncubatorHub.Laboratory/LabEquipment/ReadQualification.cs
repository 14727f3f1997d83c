namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads one qualification.</summary>
[UseCase(Right.ReadQualification)]
internal sealed class ReadQualification(HubDbContext db, TimeProvider time) : IUseCase<ReadQualification.Request, QualificationView>
{
    public sealed record Request(Guid Id) : IRequest<QualificationView>;

    public async Task<Outcome<QualificationView>> Handle(Request request, CancellationToken cancel) =>
        await db.Qualifications.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is { } found
            ? await db.View(found, time.GetUtcNow(), cancel)
            : CommonProblems.NotFound("qualification", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/qualifications/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadQualification>("Reads a qualification");
}
