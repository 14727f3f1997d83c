using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Platform.Files;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>
/// The forms of the public pages, which work without a sign-in and without a circuit. Each takes an antiforgery token and answers with a redirect to its page,
/// which says what came of it by <c>said</c> in the query.
/// </summary>
internal static class ApplyForms
{
    /// <summary>Most bytes of a post, attachments included: 32 MiB.</summary>
    public const long MaxPostBytes = 32L * 1024 * 1024;

    private const string RemovePrefix = "remove:";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/apply/{code}", Begin).AllowAnonymous().ExcludeFromDescription();
        // It reads its form itself, so nothing else tells it from the page at the same address.
        routes.MapPost("/apply/my/{secret}", Save).WithOrder(-1).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<RedirectHttpResult> Begin(string code, [FromForm] string? email, HttpContext http, UseCaseRunner runner, CancellationToken cancel)
    {
        var language = http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.TwoLetterISOLanguageName == "en" ? "en" : "ja";
        var outcome = await runner.Run(new BeginApplication.Request { CallCode = code, Email = email?.Trim() ?? "", Language = language }, Caller.Anonymous, idempotencyKey: null, cancel);
        return Back($"/apply/{Uri.EscapeDataString(code)}", outcome.Problem, "sent");
    }

    private static async Task<IResult> Save(string secret, HttpContext http, UseCaseRunner runner, IAntiforgery antiforgery, CancellationToken cancel)
    {
        var page = $"/apply/my/{Uri.EscapeDataString(secret)}";
        // Before a byte of the form is read: who has no link brings none.
        var known = await runner.Run(new ReadMyApplication.Request(secret), Caller.Anonymous, idempotencyKey: null, cancel);
        if (!known.IsAnswer)
            return Back(page, known.Problem, "");
        if (http.Request.ContentLength > MaxPostBytes)
            return Back(page, AdmissionProblems.FileTooLarge, "");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxPostBytes;
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.BadRequest();
        var form = await http.Request.ReadFormAsync(cancel);
        return form["do"].ToString() switch
        {
            "withdraw" => Back(page, (await runner.Run(new WithdrawMyApplication.Request(secret), Caller.Anonymous, idempotencyKey: null, cancel)).Problem, "withdrawn"),
            "accept" => Back(page, (await runner.Run(new AnswerMyOffer.Request(secret, IsYes: true), Caller.Anonymous, idempotencyKey: null, cancel)).Problem, "accepted"),
            "decline" => Back(page, (await runner.Run(new AnswerMyOffer.Request(secret, IsYes: false), Caller.Anonymous, idempotencyKey: null, cancel)).Problem, "declined"),
            var act => await Keep(secret, page, act, form, known.Answer.Form, runner, cancel),
        };
    }

    private static async Task<IResult> Keep(string secret, string page, string act, IFormCollection form, FormContent asked, UseCaseRunner runner, CancellationToken cancel)
    {
        var files = new List<BroughtFile>();
        foreach (var file in form.Files.Where(one => one.Length > 0))
        {
            await using var stream = file.OpenReadStream();
            if (await FileBody.Read(stream, (int)Math.Min(file.Length, ApplicationFile.MaxBytes), ApplicationFile.MaxBytes, cancel) is not { } content)
                return Back(page, AdmissionProblems.FileTooLarge, "");
            files.Add(new BroughtFile(file.Name.StartsWith("q-", StringComparison.Ordinal) ? file.Name[2..] : file.Name, file.FileName, content));
        }

        var paper = new ApplicationPaper
        {
            ContactName = form["contactName"].ToString(), CompanyNameEn = form["companyNameEn"].ToString(), CompanyNameJa = form["companyNameJa"].ToString(),
            CorporateNumber = form["corporateNumber"].ToString(),
            FirmType = Choice<FirmType>.TryParse(form["firmType"], null, out var firm) ? firm.Value : null,
            RoomType = Choice<RoomType>.TryParse(form["roomType"], null, out var room) ? room.Value : null,
            Answers = asked.Questions.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[.. form[$"q-{one.Key}"].OfType<string>()]),
        };
        Guid[] removed = act.StartsWith(RemovePrefix, StringComparison.Ordinal) && Guid.TryParse(act.AsSpan(RemovePrefix.Length), out var id) ? [id] : [];
        Guid? seen = Guid.TryParse(form["version"].ToString(), out var version) && version != Guid.Empty ? version : null;
        var outcome = await runner.Run(new SaveMyApplication.Request(secret, seen, paper, files, removed, Submits: act == "submit"), Caller.Anonymous, idempotencyKey: null, cancel);
        return Back(page, outcome.Problem, act != "submit" ? "saved" : outcome is { IsAnswer: true, Answer.IsSubmitted: true } ? "submitted" : "incomplete");
    }

    private static RedirectHttpResult Back(string page, Problem? problem, string said) => TypedResults.LocalRedirect($"{page}?said={Uri.EscapeDataString(problem?.Code ?? said)}");
}
