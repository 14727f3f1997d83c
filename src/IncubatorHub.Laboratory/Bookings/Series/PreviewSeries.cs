using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>Says which bookings of a series could be made, and books nothing. Those before count towards limits and credit of those behind, as when they are made.</summary>
[UseCase(Right.BookEquipment)]
internal sealed class PreviewSeries(HubDbContext db, BookingOffice office, BookingReviewer reviewer, ChargesDoor charges) : IUseCase<PreviewSeries.Request, SeriesPreview>
{
    public sealed record Request : SeriesWish, IRequest<SeriesPreview>
    {
        /// <summary>Codes of rules that the caller would set aside for all of it.</summary>
        [MaxLength(20)]
        public IReadOnlyList<string> SetAside { get; init; } = [];
    }

    public async Task<Outcome<SeriesPreview>> Handle(Request request, CancellationToken cancel)
    {
        var times = await SeriesTimes.Of(request, db, cancel);
        if (!times.IsAnswer)
            return times.Problem;
        var (each, earlier, yen) = (new List<SeriesOccurrence>(), new List<HeldBooking>(), 0L);
        var assistance = Assistance.Offered;
        foreach (var range in times.Answer.Each)
        {
            var reviewed = await office.Review(request.At(range.From, range.Until), new SeriesPlace(times.Answer.Facts, [.. earlier], yen), cancel);
            if (!reviewed.IsAnswer)
                return reviewed.Problem;
            var review = reviewed.Answer.Review;
            assistance = review.Main.Policy.Rules.Assistance ?? Assistance.Offered;
            var price = 0L;
            foreach (var one in review.Each.Where(one => one.Resource.Equipment is not null))
                price += (await charges.Quote(BookingCharges.Of(Guid.Empty, review.Plan, one.Resource), cancel)).GrossYen;
            var standing = reviewer.Standing(review, request.SetAside);
            var violations = Views(standing);
            each.Add(new SeriesOccurrence(
                range.From, range.Until, violations.Count == 0, office.NeedsApproval(review, request.IsAssisted), price, violations, Views(review.Violations.Except(standing))));
            if (violations.Count > 0)
                continue;
            earlier.AddRange(review.Each.Select(one => Held(one, review.Plan)));
            yen += price;
        }

        return new SeriesPreview(each, yen, assistance);
    }

    private static List<FindingView> Views(IEnumerable<(Guid ResourceId, Finding Finding)> findings) =>
        [.. findings.Select(one => FindingView.From(one.Finding) with { ResourceId = one.ResourceId })];

    private static HeldBooking Held(Reviewed one, BookingPlan plan) => new(
        OrderedId.Next(), one.Resource.Id, one.Resource.Equipment?.ClassCode ?? "", plan.PersonId, plan.CompanyId, plan.Asked, BookingState.Confirmed,
        one.Resource.Class?.IsUnattended ?? false, one.Resource.Zone is not null);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking-series/preview", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<PreviewSeries>("Says which bookings of a series could be made", "Books nothing. setAside: rules that whoever runs the facility would set aside. Refusals: booking.no-member, booking.equipment-retired (409).");
}

/// <summary>What booking a series would lead to.</summary>
/// <param name="Occurrences">Each of its bookings, by start.</param>
/// <param name="GrossYen">Of those that can be booked, tax included.</param>
/// <param name="Assistance">Whether staff may, or must, be asked to be there.</param>
public sealed record SeriesPreview(IReadOnlyList<SeriesOccurrence> Occurrences, long GrossYen, Assistance Assistance);

/// <summary>One booking of a series that is not made yet.</summary>
/// <param name="StartsAt">UTC, included.</param>
/// <param name="EndsAt">UTC, excluded.</param>
/// <param name="IsAllowed">Nothing speaks against it.</param>
/// <param name="NeedsApproval">It would wait for somebody else's yes.</param>
/// <param name="GrossYen">If used as planned, tax included.</param>
/// <param name="Violations">What speaks against it.</param>
/// <param name="SetAside">What would, had the caller not set it aside.</param>
public sealed record SeriesOccurrence(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsAllowed, bool NeedsApproval, long GrossYen, IReadOnlyList<FindingView> Violations,
    IReadOnlyList<FindingView> SetAside);
