namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>The instrument that a dialog of a booking is about.</summary>
/// <param name="EquipmentId">The instrument.</param>
/// <param name="FacilityId">Where it stands.</param>
/// <param name="NameEn">What it is called.</param>
/// <param name="NameJa">What it is called.</param>
/// <param name="AssetNumber">Tells two of the same name apart.</param>
/// <param name="TimeZone">IANA name of the house's zone.</param>
public sealed record BookingSubject(Guid EquipmentId, Guid FacilityId, string NameEn, string NameJa, string AssetNumber, string TimeZone)
{
    /// <summary>Of a card of the finder.</summary>
    public static BookingSubject Of(EquipmentCard card) => new(
        card.Equipment.Id, card.Equipment.FacilityId, card.Equipment.NameEn, card.Equipment.NameJa, card.Equipment.AssetNumber, card.TimeZone);
}
