using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Platform.Http;

/// <summary>Maps what was not expected: a request that cannot be read is 400, a database that is overrun 503, all else 500 with a trace id and nothing from inside.</summary>
internal sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var problem = exception switch
        {
            BadHttpRequestException bad => new Problem("request.malformed", bad.StatusCode, "The request cannot be read.") { Detail = bad.InnerException?.Message ?? bad.Message },
            DatabaseBusyException => new Problem("internal.busy", StatusCodes.Status503ServiceUnavailable, "Too much is being written at once. Nothing was changed; try again."),
            _ => new Problem("internal.error", StatusCodes.Status500InternalServerError, "Something went wrong here. The trace id finds it in the logs."),
        };
        if (exception is DatabaseBusyException)
            httpContext.Response.Headers.RetryAfter = "5";
        if (problem.Status >= 500)
            LogUnexpected(exception, httpContext.Request.Method, ShownPath.Of(httpContext.Request.Path));
        await problem.ToHttp().ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string method, string path);
}
