using System.ComponentModel.DataAnnotations;
using System.Text;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>What a person may enter about an interlock, on create and on edit alike.</summary>
public record InterlockFields : IValidatableObject
{
    /// <summary>The gateway that switches it, of the equipment's facility.</summary>
    public required Guid GatewayId { get; init; }

    /// <summary>Its name in the gateway's configuration: 1 to 64 bytes of UTF-8 without control characters.</summary>
    [Required]
    public required string Channel { get; init; }

    [EnumDataType(typeof(LeaseStart))]
    public LeaseStart Begins { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!NameRule.IsValid(Encoding.UTF8.GetBytes(Channel)))
            yield return new ValidationResult("1 to 64 bytes of UTF-8 without control characters.", [nameof(Channel)]);
    }

    internal void ApplyTo(Interlock interlock) =>
        (interlock.GatewayId, interlock.Channel, interlock.Begins) = (GatewayId, Channel, Begins);

    internal async Task<Problem?> Refuse(HubDbContext db, Guid facilityId, CancellationToken cancel) =>
        await db.Gateways.AnyAsync(one => one.Id == GatewayId && one.FacilityId == facilityId && one.State == Devices.Gateways.GatewayState.Active, cancel)
            ? null
            : CommonProblems.Invalid("gatewayId", "There is no such gateway in use at this facility.");
}
