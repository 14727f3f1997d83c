namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Finds the booking that a use case acts on, and refuses what every one of them refuses.</summary>
internal sealed class BookingInHand(BookingDesk desk, BookingParties parties)
{
    /// <summary>The booking with what was booked along, once the caller may change it, has seen this version of it, and its state is one of these.</summary>
    public async Task<Outcome<BookingGroup>> Take(
        Guid bookingId, Guid? seenVersion, IEnumerable<Guid> alsoResources, BookingState[] states, CancellationToken cancel)
    {
        var found = await TakeAnyVersion(bookingId, alsoResources, states, cancel);
        return found.IsAnswer && found.Answer.Main.RefuseUnlessSeen(seenVersion) is { } stale ? stale : found;
    }

    /// <summary>The same for an act that undoes nobody's edit, and may be repeated.</summary>
    public async Task<Outcome<BookingGroup>> TakeAnyVersion(Guid bookingId, IEnumerable<Guid> alsoResources, BookingState[] states, CancellationToken cancel)
    {
        if (await desk.Find(bookingId, alsoResources, cancel) is not { } group)
            return CommonProblems.NotFound("booking", bookingId);
        if (parties.RefuseChange(group.Main) is { } forbidden)
            return forbidden;
        if (group.Main.Id != bookingId)
            return BookingProblems.BelongsToMain(group.Main.Id);
        return states.Contains(group.Main.State) ? group : BookingProblems.WrongState(group.Main.State, states);
    }
}
