using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Reads how a facility's instruments were used in a month: available, booked, used, idle, without booking, no-shows.</summary>
[UseCase(Right.ReadUse)]
internal sealed class ReadUtilisation(UtilisationReport report, CallerContext context) : IUseCase<ReadUtilisation.Request, UtilisationView>
{
    public const string MonthPattern = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$";

    /// <param name="FacilityId">The facility.</param>
    /// <param name="Month">yyyy-MM, in the facility's zone; null: the present one.</param>
    /// <param name="By">instrument, class or company.</param>
    public sealed record Request(Guid FacilityId, [property: RegularExpression(MonthPattern)] string? Month = null, UtilisationBy By = UtilisationBy.Instrument)
        : IRequest<UtilisationView>;

    public async Task<Outcome<UtilisationView>> Handle(Request request, CancellationToken cancel)
    {
        if (await report.Of(request.FacilityId, request.Month, request.By, cancel) is not { } found)
            return CommonProblems.NotFound("facility", request.FacilityId);
        return context.Caller.MayAtFacility(Right.ReadUse, request.FacilityId) ? found : CommonProblems.Forbidden(Right.ReadUse);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}/utilisation", (Guid id, string? month, Choice<UtilisationBy>? by, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, month, by?.Value ?? UtilisationBy.Instrument), cancel))
        .For<ReadUtilisation>("Reads how a facility's instruments were used in a month", "Hours; null where nothing tells. by: instrument (default), class, company.");
}
