using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>
/// A manager's order in place of the bookings: on for a while, or off. Off is as gentle as the end of a booking: the gateway warns and waits for
/// an instrument that works. Whoever must cut it at once uses the emergency stop.
/// </summary>
[UseCase(Right.CommandGateway, Writes = true)]
internal sealed class SwitchInterlock(HubDbContext db, CallerContext context, LeaseDesk desk, TimeProvider time) : IUseCase<SwitchInterlock.Request, InterlockView>
{
    /// <summary>Longest order to be on: a day.</summary>
    public const int MaxMinutes = 1_440;

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<InterlockView>, IEdit;

    public sealed record Fields : IValidatableObject
    {
        /// <summary>none takes an order back.</summary>
        [EnumDataType(typeof(ManualSwitch))]
        public required ManualSwitch Manual { get; init; }

        /// <summary>How long: 1 to 1,440. Required for on; off without it stands until it is taken back.</summary>
        [Range(1, MaxMinutes)]
        public int? Minutes { get; init; }

        /// <summary>Why; required for on and off, at most 300 characters.</summary>
        [StringLength(300)]
        public string Reason { get; init; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Manual is not ManualSwitch.None && string.IsNullOrWhiteSpace(Reason))
                yield return new ValidationResult("Say why: it stands in the audit trail.", [nameof(Reason)]);
            if (Manual is ManualSwitch.On && Minutes is null)
                yield return new ValidationResult($"1 to {MaxMinutes}.", [nameof(Minutes)]);
        }
    }

    public async Task<Outcome<InterlockView>> Handle(Request request, CancellationToken cancel)
    {
        var (interlock, refusal) = await db.FindInterlock(request.Id, request.SeenVersion, Right.CommandGateway, context.Caller, cancel);
        if (interlock is null)
            return refusal!;
        var (now, fields) = (time.GetUtcNow(), request.Fields);
        var isOrder = fields.Manual is not ManualSwitch.None;
        (interlock.Manual, interlock.ManualReason) = (fields.Manual, isOrder ? fields.Reason.Trim() : "");
        (interlock.ManualFrom, interlock.ManualUntil) = (isOrder ? now : null, isOrder && fields.Minutes is { } minutes ? now.AddMinutes(minutes) : null);
        await desk.Refresh([interlock], cancel);
        await db.SaveChangesAsync(cancel);
        return await db.Interlocks.Where(row => row.Id == interlock.Id).Select(InterlockView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/interlocks/{id:guid}/switch", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<SwitchInterlock>("Switches an interlock by hand", "Refusals: retired (409).");
}
