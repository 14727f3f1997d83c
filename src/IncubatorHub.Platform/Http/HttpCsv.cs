using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Csv;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncubatorHub.Platform.Http;

/// <summary>CSV files in and out of use cases. Scoped.</summary>
public sealed class HttpCsv(UseCaseRunner runner, ICallerDirectory callers, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no HTTP request here.");

    /// <summary>Runs an import over the request's body, which is read up to its limit and no further.</summary>
    public async Task<Results<Ok<ImportReport>, ProblemHttpResult>> Import(Func<byte[], IRequest<ImportReport>> request, CancellationToken cancel)
    {
        var caller = await callers.Find(Http.User, cancel);
        if (await Body(cancel) is not { } file)
            return CsvProblems.TooLarge.ToHttp();
        var outcome = await runner.Run(request(file), caller, idempotencyKey: null, cancel);
        return outcome.IsAnswer ? TypedResults.Ok(outcome.Answer) : outcome.Problem.ToHttp();
    }

    /// <summary>Runs an export that streams into the answer.</summary>
    public async Task<IResult> Export(Func<CsvTarget, IRequest<Done>> request, string fileName, CancellationToken cancel)
    {
        var target = new CsvTarget(() =>
        {
            Http.Response.ContentType = "text/csv; charset=utf-8; header=present";
            Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            return Http.Response.Body;
        });
        var outcome = await runner.Run(request(target), await callers.Find(Http.User, cancel), idempotencyKey: null, cancel);
        return outcome.IsAnswer ? Results.Empty : outcome.Problem.ToHttp();
    }

    // Null when it is too large.
    private async Task<byte[]?> Body(CancellationToken cancel)
    {
        if (Http.Request.ContentLength > CsvLimits.MaxBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await Http.Request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > CsvLimits.MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
