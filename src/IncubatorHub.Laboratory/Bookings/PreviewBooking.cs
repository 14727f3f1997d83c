using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Says what booking would lead to, and books nothing: what speaks against it, who would have to approve, what it costs, and when else.</summary>
[UseCase(Right.BookEquipment)]
internal sealed class PreviewBooking(BookingOffice office, AlternativeSlots alternatives, ChargesDoor charges) : IUseCase<PreviewBooking.Request, BookingPreview>
{
    public sealed record Request : BookingWish, IRequest<BookingPreview>;

    public async Task<Outcome<BookingPreview>> Handle(Request request, CancellationToken cancel)
    {
        var reviewed = await office.Review(request, cancel);
        if (!reviewed.IsAnswer)
            return reviewed.Problem;
        var review = reviewed.Answer.Review;
        var quotes = new List<PriceQuote>();
        foreach (var one in review.Each.Where(one => one.Resource.Equipment is not null))
            quotes.Add(await charges.Quote(BookingCharges.Of(Guid.Empty, review.Plan, one.Resource), cancel));
        var isTaken = review.Violations.Any(one => BookingReviewer.CallsForAnotherTime(one.Finding.Code));
        return new BookingPreview(
            !review.Violations.Any(), office.NeedsApproval(review, request.IsAssisted), Views(review, one => one.Violations), Views(review, one => one.Warnings),
            Views(review, one => one.ApprovalReasons), [.. review.Each.Skip(1).Select(one => one.Resource.Id)], quotes, quotes.Sum(one => one.GrossYen),
            isTaken ? await alternatives.For(review, cancel) : [], review.Main.Policy.Rules.Assistance ?? Assistance.Offered);
    }

    private static List<FindingView> Views(Review review, Func<Verdict, IEnumerable<Finding>> of) =>
        [.. review.Each.SelectMany(one => of(one.Verdict).Select(found => FindingView.From(found) with { ResourceId = one.Resource.Id }))];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/preview", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<PreviewBooking>("Says what booking would lead to", "Books nothing. Refusals: booking.no-member, booking.equipment-retired (409).");
}

/// <summary>What booking would lead to.</summary>
/// <param name="IsAllowed">Nothing speaks against it.</param>
/// <param name="NeedsApproval">It would wait for somebody else's yes.</param>
/// <param name="Violations">What speaks against it.</param>
/// <param name="Warnings">What its holder should know.</param>
/// <param name="ApprovalReasons">Why it would wait.</param>
/// <param name="BookedAlong">Zones and instruments that would be booked along.</param>
/// <param name="Quotes">What each instrument costs if used as planned.</param>
/// <param name="GrossYen">All of it, tax included.</param>
/// <param name="Alternatives">When the time is taken or out of order: others that are free.</param>
/// <param name="Assistance">Whether staff may, or must, be asked to be there.</param>
public sealed record BookingPreview(
    bool IsAllowed, bool NeedsApproval, IReadOnlyList<FindingView> Violations, IReadOnlyList<FindingView> Warnings, IReadOnlyList<FindingView> ApprovalReasons,
    IReadOnlyList<Guid> BookedAlong, IReadOnlyList<PriceQuote> Quotes, long GrossYen, IReadOnlyList<AlternativeSlot> Alternatives, Assistance Assistance);
