using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>Changes the caller's own password. Every session ends, this one too.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class ChangePassword(HubDbContext db, CallerContext context, Passwords passwords, TimeProvider time)
    : IUseCase<ChangePassword.Request, ChangePassword.Answer>
{
    public sealed record Request : IRequest<Answer>
    {
        [Required, StringLength(Passwords.MaxLength)]
        public required string Present { get; init; }

        /// <summary>At least 12 characters.</summary>
        [Required, StringLength(Passwords.MaxLength)]
        public required string Password { get; init; }
    }

    /// <param name="Changed">false: the present password was wrong; it counts as a failed sign-in.</param>
    public sealed record Answer(bool Changed);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return PeopleProblems.PersonOnly;
        var account = (await AccountLock.Take(db, one => one.Id == context.Caller.Id, cancel))!;
        if (account.IsLockedOut(time.GetUtcNow()))
            return new Answer(false);
        if (!passwords.IsRight(account, request.Present))
        {
            account.NoteFailure(time.GetUtcNow());
            return new Answer(false);
        }

        return await passwords.Set(account, request.Password) is { } weak ? weak : new Answer(true);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/me/password", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ChangePassword>("Changes your password", "All your sessions end. `changed` is false when the present password is wrong.");
}
