using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>Checks the holder of a booking in at the instrument's kiosk, by the booking's code or the holder's card; run by the kiosk's form only.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class CheckInAtKiosk(HubDbContext db, CallerContext context, BookingDesk desk, PoliciesDoor policies, CardHolders cards, KioskTries tries, TimeProvider time)
    : IUseCase<CheckInAtKiosk.Request, Done>
{
    /// <summary>Whose window might be open; what the policy says is asked of the one that is meant.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <param name="Secret">Of the link.</param>
    /// <param name="Typed">Six digits, with or without a space between, or a card's number.</param>
    public sealed record Request(string Secret, string Typed) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        // The link is what it proves itself by, and the code whose booking it is.
        context.Caller = Caller.System;
        var hash = KioskLink.HashOf(request.Secret);
        if (await db.KioskLinks.SingleOrDefaultAsync(link => link.SecretHash == hash && link.RevokedAt == null, cancel) is not { } link)
            return KioskProblems.LinkSpent;
        if (!tries.Take(link.Id))
            return KioskProblems.TooManyTries;
        var now = time.GetUtcNow();
        var open = await db.Bookings
            .Where(booking => booking.EquipmentId == link.EquipmentId && booking.State == BookingState.Confirmed && booking.StartsAt < now + Ahead && booking.EndsAt > now)
            .OrderBy(booking => booking.StartsAt).Select(booking => new Open(booking.Id, booking.PersonId)).ToListAsync(cancel);
        if (await Meant(link, request.Typed.Trim(), open, now, cancel) is not { } meant || await desk.Find(meant.BookingId, [], cancel) is not { } group)
            return KioskProblems.Unknown;
        var equipment = await db.Set<Equipment>().SingleAsync(one => one.Id == link.EquipmentId, cancel);
        var window = BookingTimes.CheckIn((await policies.EffectiveFor(equipment, cancel)).Rules, new TimeRange(group.Main.StartsAt, group.Main.EndsAt));
        if (now < window.From || now >= window.Until)
            return BookingProblems.CheckInClosed(window.From, window.Until);
        return await desk.CheckIn(group, "kiosk", now, cancel) is { } refused ? refused : Done.It;
    }

    // What is too long for a code is a card, which a reader types.
    private async Task<Open?> Meant(KioskLink link, string typed, List<Open> open, DateTimeOffset now, CancellationToken cancel)
    {
        if (typed.Length < AccessCard.MinNumberLength)
            return open.Find(one => link.CodeOf(one.BookingId) == string.Concat(typed.Where(char.IsAsciiDigit)));
        return typed.Length <= AccessCard.MaxNumberLength && await cards.Find(db, link.FacilityId, typed, cancel) is { PersonId: { } holder } card && card.IsGoodAt(now)
            ? open.Find(one => one.PersonId == holder) : null;
    }

    private sealed record Open(Guid BookingId, Guid PersonId);
}
