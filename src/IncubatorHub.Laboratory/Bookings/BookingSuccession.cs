namespace IncubatorHub.Laboratory.Bookings;

/// <summary>The rows that take the place of others: after a hand-over, or a move to another instrument.</summary>
internal static class BookingSuccession
{
    /// <summary>As reviewed, for this person; the rest is as it was.</summary>
    public static BookingGroup NewGroup(Review review, BookingGroup old, Guid personId, BookingState state, DateTimeOffset? heldUntil)
    {
        var party = new BookingParties.Party(personId, old.Main.CompanyId, old.Main.BookedById);
        var group = BookingOffice.NewGroup(review, party, state, heldUntil, old.Main.SeriesId);
        foreach (var booking in group.All)
        {
            (booking.Purpose, booking.IsAssisted, booking.AssistedById) = (old.Main.Purpose, old.Main.IsAssisted, old.Main.AssistedById);
            (booking.OverriddenRules, booking.OverrideReason) = (old.Main.OverriddenRules, old.Main.OverrideReason);
            // Its calendar entry goes on from the one that it replaces.
            booking.Revision = old.Main.Revision + 1;
        }

        return group;
    }
}
