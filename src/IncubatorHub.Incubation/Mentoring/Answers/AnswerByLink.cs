using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Mentoring.Answers;

/// <summary>A mentor says yes or no by the link in the mail, without a sign-in; run by that page's form only.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class AnswerByLink(LinkedRequest requests, SessionDesk desk) : IUseCase<AnswerByLink.Request, Done>
{
    /// <param name="Secret">Of the link.</param>
    /// <param name="IsYes">false: no.</param>
    /// <param name="Reason">Why not; the company reads it.</param>
    public sealed record Request(string Secret, bool IsYes, [property: StringLength(500)] string Reason = "") : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var found = await requests.Find(request.Secret, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var (held, account) = found.Answer;
        var refused = request.IsYes
            ? await desk.Confirm(held, cancel)
            : await desk.End(held, SessionState.Declined, SessionChange.Declined, account, SessionSide.Mentor, request.Reason.Trim(), cancel);
        return refused is null ? Done.It : refused;
    }
}
