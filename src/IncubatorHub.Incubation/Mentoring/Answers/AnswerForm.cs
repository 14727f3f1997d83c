using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Incubation.Mentoring.Answers;

/// <summary>The form of the page behind the link: only pressing a button answers, for programs that look through mails follow every link in them.</summary>
internal static class AnswerForm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/sessions/answer/{secret}", Answer).AllowAnonymous().ExcludeFromDescription();

    private static async Task<RedirectHttpResult> Answer(
        string secret, [FromForm] string? answer, [FromForm] string? reason, UseCaseRunner runner, CancellationToken cancel)
    {
        var isYes = answer == "accept";
        var outcome = isYes || answer == "decline"
            ? await runner.Run(new AnswerByLink.Request(secret, isYes, reason ?? ""), Caller.Anonymous, idempotencyKey: null, cancel)
            : MentoringProblems.LinkSpent;
        var said = outcome.IsAnswer ? isYes ? "accepted" : "declined" : outcome.Problem.Code;
        return TypedResults.LocalRedirect($"/sessions/answer/{Uri.EscapeDataString(secret)}?said={Uri.EscapeDataString(said)}");
    }
}
