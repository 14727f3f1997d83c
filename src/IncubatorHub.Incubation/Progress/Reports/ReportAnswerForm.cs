using System.Globalization;
using System.Text;
using IncubatorHub.Incubation.Progress.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>The form of the page behind the link: only pressing its button answers, for programs that look through mails follow every link in them.</summary>
internal static class ReportAnswerForm
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/reports/answer/{secret}", Answer).AllowAnonymous().ExcludeFromDescription();

    private static async Task<RedirectHttpResult> Answer(string secret, [FromForm] IFormCollection form, UseCaseRunner runner, CancellationToken cancel)
    {
        var answers = Read(form);
        var said = "report.incomplete";
        if (answers is not null)
        {
            var outcome = await runner.Run(new AnswerReportByLink.Request(secret, form["name"].ToString(), answers), Caller.Anonymous, idempotencyKey: null, cancel);
            said = outcome.IsAnswer ? "submitted" : outcome.Problem.Code;
        }

        return TypedResults.LocalRedirect($"/reports/answer/{Uri.EscapeDataString(secret)}?said={Uri.EscapeDataString(said)}");
    }

    // Null: a figure is no whole number. What is left empty is not known.
    private static ReportAnswers? Read(IFormCollection form)
    {
        var figures = new List<FigureAnswer>();
        var status = Enum.TryParse<BusinessStatus>(form["status"], out var chosen) && Enum.IsDefined(chosen) ? chosen : BusinessStatus.Trading;
        foreach (var figure in status is BusinessStatus.Closed ? [] : FigureBook.All)
        {
            // People write 1,200,000 and full-width digits.
            var text = form[figure.ToString()].ToString().Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal).Trim();
            if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return null;
            figures.Add(new FigureAnswer { Figure = figure, Value = text.Length == 0 ? null : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), Source = FigureSource.Statement, Confidence = FigureConfidence.Likely });
        }

        return new ReportAnswers
        {
            Status = status, Successor = form["successor"].ToString(), PrefectureCode = form["prefecture"].ToString(), Address = form["address"].ToString(), Remarks = form["remarks"].ToString(), Figures = figures,
        };
    }
}
