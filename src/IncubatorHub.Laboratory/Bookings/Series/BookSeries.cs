using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;
namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>Books the same time of day again and again: all of it or nothing, or what can be had. Each booking is judged like a single one.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class BookSeries(HubDbContext db, BookingOffice office, BookingReviewer reviewer) : IUseCase<BookSeries.Request, BookedSeries>
{
    public sealed record Request : IRequest<BookedSeries>, IValidatableObject
    {
        public required Guid EquipmentId { get; init; }

        [EnumDataType(typeof(Recurrence))]
        public required Recurrence Recurrence { get; init; }

        /// <summary>Every so many days, weeks or months.</summary>
        [Range(1, 12)]
        public int Every { get; init; } = 1;

        /// <summary>For a weekly one; left out: the weekday of the first day.</summary>
        public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

        /// <summary>First day, in the facility's zone.</summary>
        public required DateOnly FirstOn { get; init; }

        /// <summary>Last day at most, included.</summary>
        public required DateOnly LastOn { get; init; }

        /// <summary>Most bookings; left out: until the last day.</summary>
        [Range(2, BookingLimits.MostInSeries)]
        public int? Count { get; init; }

        /// <summary>In the facility's zone, a whole minute. Where clocks leave it out, the first time after it.</summary>
        public required TimeOnly TimeOfDay { get; init; }

        /// <summary>Length of each.</summary>
        [Range(1, 132_480)]
        public required int Minutes { get; init; }

        [EnumDataType(typeof(SeriesMode))]
        public SeriesMode Mode { get; init; }

        /// <summary>The account of whoever will use it; left out: the caller.</summary>
        public Guid? PersonId { get; init; }

        /// <summary>The company that it counts for; left out: the person's, when there is one only.</summary>
        public Guid? CompanyId { get; init; }

        [StringLength(500)]
        public string Purpose { get; init; } = "";

        /// <summary>Rules that whoever runs the facility sets aside for all of it.</summary>
        public BookingOverride? Override { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (FirstOn.Year is < 2000 or > 2200)
                yield return new ValidationResult("A year from 2000 to 2200.", [nameof(FirstOn)]);
            if (LastOn < FirstOn || LastOn.DayNumber - FirstOn.DayNumber > BookingLimits.MostSeriesDays)
                yield return new ValidationResult($"From the first day to {BookingLimits.MostSeriesDays} days after it.", [nameof(LastOn)]);
            if (TimeOfDay.Ticks % TimeSpan.TicksPerMinute != 0)
                yield return new ValidationResult("A whole minute.", [nameof(TimeOfDay)]);
            if (Weekdays.Count > 7 || Weekdays.Any(day => !Enum.IsDefined(day)) || (Recurrence is not Recurrence.Weekly && Weekdays.Count > 0))
                yield return new ValidationResult("Up to 7 days of the week, for a weekly series only.", [nameof(Weekdays)]);
        }
    }

    public async Task<Outcome<BookedSeries>> Handle(Request request, CancellationToken cancel)
    {
        var place = await (
            from equipment in db.Equipment
            where equipment.Id == request.EquipmentId
            join facility in db.Facilities on equipment.FacilityId equals facility.Id
            select new { equipment.FacilityId, facility.TimeZone }).SingleOrDefaultAsync(cancel);
        if (place is null)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        var ranges = Ranges(request, new WallClock(TimeZoneInfo.FindSystemTimeZoneById(place.TimeZone)));
        if (ranges.Count < 2)
            return CommonProblems.Invalid("lastOn", "A series has at least two bookings.");
        if (ranges.Count > BookingLimits.MostInSeries)
            return CommonProblems.Invalid("lastOn", $"A series has at most {BookingLimits.MostInSeries} bookings.");

        var series = new SeriesFacts(ranges.Count, ranges[0].From, ranges[^1].From);
        var (made, left, id) = (new List<BookingView>(), new List<RefusedOccurrence>(), Guid.CreateVersion7());
        foreach (var range in ranges)
        {
            var wish = new BookingWish
            {
                EquipmentId = request.EquipmentId, StartsAt = range.From, EndsAt = range.Until, PersonId = request.PersonId, CompanyId = request.CompanyId,
                Purpose = request.Purpose,
            };
            var reviewed = await office.Review(wish, series, cancel);
            if (!reviewed.IsAnswer)
                return reviewed.Problem;
            if (made.Count == 0 && left.Count == 0)
                db.Add(Row(request, id, place.FacilityId, reviewed.Answer.Party));
            var refused = await reviewer.Refuse(reviewed.Answer.Review, request.Override, cancel);
            var booked = refused is null ? await office.Book(wish, reviewed.Answer with { SeriesId = id }, request.Override, cancel) : refused;
            if (booked.IsAnswer)
                made.Add(booked.Answer);
            else
                left.Add(new RefusedOccurrence(range.From, range.Until, booked.Problem.Code, booked.Problem.Values.GetValueOrDefault("violations") as IReadOnlyList<FindingView> ?? []));
        }

        // All that was tried is told, so that whoever asks sees every conflict at once.
        return made.Count == 0 || (left.Count > 0 && request.Mode is SeriesMode.AllOrNothing)
            ? BookingProblems.SeriesRefused(ranges.Count, left)
            : new BookedSeries(id, made, left);
    }

    // One more than is allowed, so that a series which is too long is told from one that is just not.
    private static List<TimeRange> Ranges(Request request, WallClock clock)
    {
        var pattern = new SeriesPattern(request.Recurrence, request.Every, [.. request.Weekdays], request.FirstOn, request.LastOn, request.TimeOfDay);
        return [.. SeriesDays.Of(pattern, request.Count ?? BookingLimits.MostInSeries + 1).Select(day => clock.InstantOf(day, request.TimeOfDay))
            .Select(start => new TimeRange(start, start.AddMinutes(request.Minutes)))];
    }

    private static BookingSeries Row(Request request, Guid id, Guid facilityId, BookingParties.Party party) => new()
    {
        Id = id, FacilityId = facilityId, EquipmentId = request.EquipmentId, PersonId = party.PersonId, CompanyId = party.CompanyId,
        Recurrence = request.Recurrence, Every = request.Every, Weekdays = string.Join(',', request.Weekdays.Distinct().Order().Select(day => (int)day)),
        FirstOn = request.FirstOn, LastOn = request.LastOn, TimeOfDay = request.TimeOfDay, Minutes = request.Minutes, Mode = request.Mode,
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
