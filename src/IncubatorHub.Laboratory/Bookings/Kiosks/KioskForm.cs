using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>The kiosk's form: it works without a sign-in and without a circuit, and leads back to its page with what became of it.</summary>
internal static class KioskForm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/kiosk/{secret}/check-in", CheckIn).AllowAnonymous().ExcludeFromDescription();

    private static async Task<RedirectHttpResult> CheckIn(string secret, [FromForm] string? typed, UseCaseRunner runner, CancellationToken cancel)
    {
        var outcome = await runner.Run(new CheckInAtKiosk.Request(secret, typed ?? ""), Caller.Anonymous, idempotencyKey: null, cancel);
        var said = outcome.IsAnswer ? "welcome" : outcome.Problem.Code;
        return TypedResults.LocalRedirect($"/kiosk/{Uri.EscapeDataString(secret)}?said={Uri.EscapeDataString(said)}");
    }
}
