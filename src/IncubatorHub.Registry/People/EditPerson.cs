using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>What may be changed of a person by others and by himself.</summary>
public sealed record PersonFields
{
    [Required, StringLength(100, MinimumLength = 1)]
    public required string DisplayName { get; init; }

    /// <summary><c>en</c> or <c>ja</c>.</summary>
    [Required, RegularExpression("^(en|ja)$")]
    public string Language { get; init; } = "ja";
}

/// <summary>Changes a person's name or language. The address stays: it is what the person signs in with.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class EditPerson(HubDbContext db, CallerContext context) : IUseCase<EditPerson.Request, PersonView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, PersonFields Fields) : IRequest<PersonView>, IEdit;

    public async Task<Outcome<PersonView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await PersonInHand.Take(db, context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var account = taken.Answer;
        if (account.RetiredAt is not null)
            return CommonProblems.Retired("person");
        (account.DisplayName, account.Language) = (request.Fields.DisplayName, request.Fields.Language);
        await db.SaveChangesAsync(cancel);
        return await PersonView.From(db, context.Caller, account, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/people/{id:guid}", (Guid id, PersonFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditPerson>("Edits a person", "Refusals: people.not-yourself (409).");
}
