namespace IncubatorHub.Laboratory.Charges;

/// <summary>Reads what a company was charged at a facility in a month.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ReadStatement(StatementReader statements) : IUseCase<ReadStatement.Request, StatementView>
{
    /// <param name="Month"><c>yyyy-MM</c>, by the facility's zone.</param>
    public sealed record Request(Guid AccountId, string Month) : IRequest<StatementView>;

    public Task<Outcome<StatementView>> Handle(Request request, CancellationToken cancel) => statements.Read(request.AccountId, request.Month, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/credit-accounts/{id:guid}/statements/{month}", (Guid id, string month, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, month), cancel))
        .For<ReadStatement>("Reads a monthly statement");
}
