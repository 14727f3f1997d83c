using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>Books the same time of day again and again: all of it or nothing, or what can be had. Each booking is judged like a single one.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class BookSeries(HubDbContext db, BookingOffice office, BookingReviewer reviewer) : IUseCase<BookSeries.Request, BookedSeries>
{
    public sealed record Request : SeriesWish, IRequest<BookedSeries>
    {
        /// <summary>Rules that whoever runs the facility sets aside for all of it.</summary>
        public BookingOverride? Override { get; init; }
    }

    public async Task<Outcome<BookedSeries>> Handle(Request request, CancellationToken cancel)
    {
        var times = await SeriesTimes.Of(request, db, cancel);
        if (!times.IsAnswer)
            return times.Problem;
        var place = new SeriesPlace(times.Answer.Facts, [], 0);
        var (made, left, series) = (new List<BookingView>(), new List<RefusedOccurrence>(), (BookingSeries?)null);
        foreach (var range in times.Answer.Each)
        {
            var wish = request.At(range.From, range.Until);
            var reviewed = await office.Review(wish, place, cancel);
            if (!reviewed.IsAnswer)
                return reviewed.Problem;
            if (series is null)
                db.Add(series = Row(request, times.Answer, reviewed.Answer.Party));
            var refused = await reviewer.Refuse(reviewed.Answer.Review, request.Override, cancel);
            if (refused is not null)
            {
                left.Add(new RefusedOccurrence(range.From, range.Until, refused.Code, refused.Values.GetValueOrDefault("violations") as IReadOnlyList<FindingView> ?? []));
                continue;
            }

            // What the desk refuses after all has left rows behind, which must not be committed.
            var booked = await office.Book(wish, reviewed.Answer with { SeriesId = series.Id }, request.Override, cancel);
            if (!booked.IsAnswer)
                return booked.Problem;
            made.Add(booked.Answer);
        }

        // All that was tried is told, so that whoever asks sees every conflict at once.
        if (made.Count == 0 || (left.Count > 0 && request.Mode is SeriesMode.AllOrNothing))
            return BookingProblems.SeriesRefused(times.Answer.Each.Count, left);
        db.AddRange(left.Select(one => SkippedOccurrence.Of(series!, one)));
        return new BookedSeries(series!.Id, made, left);
    }

    private static BookingSeries Row(Request request, SeriesTimes times, BookingParties.Party party) => new()
    {
        FacilityId = times.FacilityId, EquipmentId = request.EquipmentId, PersonId = party.PersonId, CompanyId = party.CompanyId,
        Recurrence = request.Recurrence, Every = request.Every, Weekdays = string.Join(',', request.Weekdays.Distinct().Order().Select(day => (int)day)),
        FirstOn = request.FirstOn, LastOn = times.LastOn, TimeOfDay = request.TimeOfDay, Minutes = request.Minutes, Mode = request.Mode,
    };

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking-series", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, series => $"/api/v1/bookings?seriesId={series.Id}", cancel))
        .For<BookSeries>("Books a series",
            "mode allOrNothing makes all or none; skipConflicts makes the others and lists what was left out. Refusals: booking.series-refused (409) with every occurrence that was refused and why.");
}

/// <summary>What was booked of a series.</summary>
/// <param name="Id">Of the series.</param>
/// <param name="Bookings">What was made, by start.</param>
/// <param name="Refused">What was left out, with the reasons.</param>
public sealed record BookedSeries(Guid Id, IReadOnlyList<BookingView> Bookings, IReadOnlyList<RefusedOccurrence> Refused);

/// <summary>One booking of a series that was refused.</summary>
public sealed record RefusedOccurrence(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Code, IReadOnlyList<FindingView> Violations);
