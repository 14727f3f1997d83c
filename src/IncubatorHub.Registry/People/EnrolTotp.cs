using QRCoder;

namespace IncubatorHub.Registry.People;

/// <summary>Begins one-time codes for the caller: makes a key, to be put into an authenticator and confirmed by a code.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class EnrolTotp(HubDbContext db, CallerContext context, SecondFactor factor) : IUseCase<EnrolTotp.Request, EnrolTotp.Answer>
{
    public sealed record Request : IRequest<Answer>;

    /// <param name="Key">To type, base 32.</param>
    /// <param name="Address">The same as an otpauth address.</param>
    /// <param name="QrSvg">The same as a picture to scan.</param>
    public sealed record Answer(string Key, string Address, string QrSvg) : IShownOnce;

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return PeopleProblems.PersonOnly;
        var account = await db.Accounts.SingleAsync(one => one.Id == context.Caller.Id, cancel);
        if (account.TotpSince is not null)
            return PeopleProblems.TotpOn;
        var key = Totp.Show(factor.NewKey(account));
        var address = $"otpauth://totp/IncubatorHub:{Uri.EscapeDataString(account.Email)}?secret={key}&issuer=IncubatorHub";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return new Answer(key, address, picture.GetGraphic(4));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/me/totp", (HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(), cancel))
        .For<EnrolTotp>("Begins one-time codes", "Confirm with a first code. Refusals: people.totp-on (409).");
}
