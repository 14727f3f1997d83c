using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Says what cancelling would lead to, and cancels nothing; for the console's question.</summary>
[UseCase(Right.BookEquipment)]
internal sealed class PreviewCancel(HubDbContext db, BookingParties parties, PoliciesDoor policies, TimeProvider time) : IUseCase<PreviewCancel.Request, PreviewCancel.Answer>
{
    public sealed record Request(Guid Id) : IRequest<Answer>;

    /// <param name="IsLate">It would count as cancelled late.</param>
    /// <param name="FreeUntil">UTC; until when cancelling is free. Null: until the start.</param>
    /// <param name="AtMostYen">What it costs at most then, tax included.</param>
    public sealed record Answer(bool IsLate, DateTimeOffset? FreeUntil, long AtMostYen);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Bookings.SingleOrDefaultAsync(booking => booking.Id == request.Id, cancel) is not { } booking)
            return CommonProblems.NotFound("booking", request.Id);
        if (parties.RefuseChange(booking) is { } forbidden)
            return forbidden;
        var equipment = await db.Set<Equipment>().SingleOrDefaultAsync(one => one.Id == booking.EquipmentId, cancel);
        if (equipment is null)
            return new Answer(IsLate: false, null, 0);
        var rules = (await policies.EffectiveFor(equipment, cancel)).Rules;
        // A manager cancels free of charge, and nobody has paid for what waits.
        var isLate = !parties.Runs(booking.FacilityId) && booking.State is BookingState.Confirmed && BookingTimes.IsLateCancel(rules, time.GetUtcNow(), booking.StartsAt);
        var reserved = isLate ? await db.Charges.Where(charge => charge.BookingId == booking.Id).Select(charge => charge.ReservedYen).SingleOrDefaultAsync(cancel) : 0;
        return new Answer(isLate, rules.LateCancelMinutes is { } minutes ? booking.StartsAt.AddMinutes(-minutes) : null, reserved);
    }
}
