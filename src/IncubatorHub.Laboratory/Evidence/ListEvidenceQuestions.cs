using System.Linq.Expressions;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>A question to the holder of a booking, as the API and the console show it.</summary>
public sealed record EvidenceQuestionView(
    Guid Id, Guid Version, Guid FacilityId, Guid BookingId, Guid PersonId, string PersonName, string NameEn, string NameJa, DateTimeOffset StartsAt, DateTimeOffset EndsAt, QuestionKind Kind,
    DateTimeOffset AskedAt, DateTimeOffset AnswerBy, bool? IsYes, DateTimeOffset? AnsweredAt) : IVersioned
{
    internal static Expression<Func<EvidenceQuestion, EvidenceQuestionView>> Of(HubDbContext db)
    {
        var (bookings, equipment, people) = (db.Set<Booking>(), db.Set<Equipment>(), db.Set<Account>());
        return row => new EvidenceQuestionView(
            row.Id, row.Version, row.FacilityId, row.BookingId, row.PersonId, people.Where(one => one.Id == row.PersonId).Select(one => one.DisplayName).FirstOrDefault() ?? "",
            bookings.Where(one => one.Id == row.BookingId).SelectMany(one => equipment.Where(other => other.Id == one.EquipmentId)).Select(one => one.NameEn).FirstOrDefault() ?? "",
            bookings.Where(one => one.Id == row.BookingId).SelectMany(one => equipment.Where(other => other.Id == one.EquipmentId)).Select(one => one.NameJa).FirstOrDefault() ?? "",
            bookings.Where(one => one.Id == row.BookingId).Select(one => one.StartsAt).First(),
            bookings.Where(one => one.Id == row.BookingId).Select(one => one.EndsAt).First(),
            row.Kind, row.AskedAt, row.AnswerBy, row.IsYes, row.AnsweredAt);
    }
}

/// <summary>Lists what holders of bookings are asked.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ListEvidenceQuestions(HubDbContext db, CallerContext context, TimeProvider time)
    : IUseCase<ListEvidenceQuestions.Request, Page<EvidenceQuestionView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="BookingId">Only about this booking.</param>
    /// <param name="Mine">true: only those to the caller.</param>
    /// <param name="Open">true: only those that can still be answered.</param>
    /// <param name="Answered">true: only those that were answered; false: only the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? BookingId = null, bool Mine = false, bool Open = false, bool? Answered = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<EvidenceQuestionView>>, IPaged;

    private static readonly SortKeys<EvidenceQuestion> Keys = new SortKeys<EvidenceQuestion>(one => one.Id).By("askedAt", one => one.AskedAt);

    public Task<Outcome<Page<EvidenceQuestionView>>> Handle(Request request, CancellationToken cancel)
    {
        var (rows, me, now) = (db.EvidenceQuestions.AsQueryable(), context.Caller.Id, time.GetUtcNow());
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.BookingId is { } booking)
            rows = rows.Where(one => one.BookingId == booking);
        if (request.Mine)
            rows = rows.Where(one => one.PersonId == me);
        if (request.Open)
            rows = rows.Where(one => one.AnsweredAt == null && one.AnswerBy > now);
        if (request.Answered is { } answered)
            rows = rows.Where(one => (one.AnsweredAt != null) == answered);
        return rows.ToPage(request, Keys, EvidenceQuestionView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/evidence-questions", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListEvidenceQuestions>("Lists questions to holders of bookings");
}
