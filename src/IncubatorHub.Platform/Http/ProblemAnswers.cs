using System.Diagnostics;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Platform.Http;

/// <summary>The one place where a <see cref="Problem"/> becomes RFC 9457 problem details.</summary>
public static class ProblemAnswers
{
    /// <summary>Where the codes are explained; also each problem's <c>type</c>.</summary>
    public const string TypePrefix = "https://incubatorhub.example/problems/";

    /// <summary>As an HTTP answer: <c>type, title, status, detail, code, traceId</c>, the offending values, and <c>errors</c> per field.</summary>
    public static ProblemHttpResult ToHttp(this Problem problem)
    {
        var details = new ProblemDetails
        {
            Type = TypePrefix + problem.Code,
            Title = problem.Title,
            Status = problem.Status,
            Detail = problem.Detail,
            Extensions = { ["code"] = problem.Code, ["traceId"] = Activity.Current?.TraceId.ToHexString() },
        };
        foreach (var (name, value) in problem.Values)
            details.Extensions[name] = value;
        if (problem.Errors is not null)
            details.Extensions["errors"] = problem.Errors;
        return TypedResults.Problem(details);
    }
}
