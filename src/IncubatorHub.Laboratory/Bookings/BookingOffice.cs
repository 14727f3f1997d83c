using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// From a wish to a booking: finds who and what, takes the turns, has it judged, and puts it on its slot. What takes requests for new bookings, single,
/// in a series or from the waiting list, goes through here.
/// </summary>
internal sealed class BookingOffice(HubDbContext db, BookingParties parties, BookingReviewer reviewer, BookingDesk desk, StaffRota rota, TimeProvider time)
{
    /// <summary>Who would have what, and what the rules say. A problem only when that cannot be said at all.</summary>
    public Task<Outcome<ReviewedWish>> Review(BookingWish wish, CancellationToken cancel) => Review(wish, place: null, cancel);

    /// <summary>The same for one of a series.</summary>
    public async Task<Outcome<ReviewedWish>> Review(BookingWish wish, SeriesPlace? place, CancellationToken cancel)
    {
        var resources = await BookableResource.WithAlong(db, wish.EquipmentId, cancel);
        if (resources.Count == 0)
            return CommonProblems.NotFound("equipment", wish.EquipmentId);
        var party = await parties.Find(resources[0].FacilityId, wish.PersonId, wish.CompanyId, cancel);
        if (!party.IsAnswer)
            return party.Problem;
        if (resources.FirstOrDefault(one => one.IsRetired) is { } retired)
            return BookingProblems.EquipmentRetired(retired.Id);
        await db.TakeBookingTurns(party.Answer.CompanyId, resources.Select(one => one.Id), cancel);
        var plan = new BookingPlan(BookingAct.Create, BookingPeriod.Range(wish.StartsAt, wish.EndsAt), party.Answer.PersonId, party.Answer.CompanyId)
        {
            IsAssisted = wish.IsAssisted,
            Place = place,
        };
        return new ReviewedWish(party.Answer, await reviewer.Judge(plan, resources, cancel));
    }

    /// <summary>Books what was reviewed, unless something speaks against it. A manager's own request needs no other's approval.</summary>
    public async Task<Outcome<BookingView>> Book(BookingWish wish, ReviewedWish reviewed, BookingOverride? @override, CancellationToken cancel)
    {
        var review = reviewed.Review;
        if (await reviewer.Refuse(review, @override, cancel) is { } refused)
            return refused;
        var waits = NeedsApproval(review, wish.IsAssisted);
        var group = NewGroup(review, reviewed.Party, waits ? BookingState.PendingApproval : BookingState.Confirmed, waits ? review.ApprovalUntil(time.GetUtcNow()) : null, reviewed.SeriesId);
        foreach (var booking in group.All)
        {
            (booking.Purpose, booking.IsAssisted) = (wish.Purpose.Trim(), wish.IsAssisted);
            if (BookingReviewer.Overridden(review, @override).ToList() is { Count: > 0 } codes)
                booking.Override(codes, @override!.Reason.Trim());
        }

        if (reviewed.AssistedById is { } staff && await Name(group, staff, cancel) is { } absent)
            return absent;
        return await Answer(group.Main.Id, review, await desk.Place(group, review.Resources, waits ? BookingChange.Requested : BookingChange.Confirmed, cancel), cancel);
    }

    /// <summary>Whether somebody else has to say yes. Who asks for staff waits until somebody is named.</summary>
    public bool NeedsApproval(Review review, bool isAssisted) =>
        (isAssisted || review.NeedsApproval) && !parties.Runs(review.Main.Resource.FacilityId);

    private async Task<Problem?> Name(BookingGroup group, Guid staffId, CancellationToken cancel) =>
        parties.Runs(group.Main.FacilityId) ? await rota.Assign(group, staffId, cancel) : CommonProblems.Forbidden(Right.ManageBookings);

    /// <summary>New rows for what was reviewed, not yet on any slot.</summary>
    public static BookingGroup NewGroup(Review review, BookingParties.Party party, BookingState state, DateTimeOffset? heldUntil, Guid? seriesId = null)
    {
        var main = NewBooking(review.Main, null);
        return new BookingGroup(main, [.. review.Each.Skip(1).Select(one => NewBooking(one, main.Id))], []);

        Booking NewBooking(Reviewed one, Guid? mainBookingId) => new()
        {
            FacilityId = one.Resource.FacilityId,
            EquipmentId = one.Resource.Equipment?.Id,
            ZoneId = one.Resource.Zone?.Id,
            PersonId = party.PersonId,
            CompanyId = party.CompanyId,
            BookedById = party.BookedById,
            StartsAt = review.Plan.Asked.From,
            EndsAt = review.Plan.Asked.Until,
            State = state,
            HeldUntil = heldUntil,
            SeriesId = seriesId,
            MainBookingId = mainBookingId,
            PolicyVersions = one.Policy.VersionText,
        };
    }

    /// <summary>The booking as it stands now; or why not, with alternatives when the time was taken after all.</summary>
    public async Task<Outcome<BookingView>> Answer(Guid bookingId, Review review, Problem? refused, CancellationToken cancel) => refused switch
    {
        null => await BookingView.Read(db, bookingId, cancel),
        { Code: MustHaveFreeSlot.Code } => await reviewer.WithAlternatives(refused, review, cancel),
        _ => refused,
    };
}

/// <summary>A wish with whom it is for and what the rules say.</summary>
internal sealed record ReviewedWish(BookingParties.Party Party, Review Review)
{
    /// <summary>The series that it becomes one of.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>Who of the staff will be there, when whoever runs the facility says so at once.</summary>
    public Guid? AssistedById { get; init; }
}
