using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>An instrument as the finder shows it.</summary>
/// <param name="Equipment">What it is.</param>
/// <param name="ClassNameEn">What kind, in English.</param>
/// <param name="ClassNameJa">What kind, in Japanese.</param>
/// <param name="ZoneNameEn">Where; empty when not stated.</param>
/// <param name="ZoneNameJa">Where; empty when not stated.</param>
/// <param name="FacilityNameEn">At which house.</param>
/// <param name="FacilityNameJa">At which house.</param>
/// <param name="TimeZone">IANA name of the house's zone.</param>
/// <param name="Free">Whether it is free now, and until when that stays so.</param>
/// <param name="Closed">Why it cannot be used now; null when it can.</param>
/// <param name="Limitation">What to know when using it now; null when nothing.</param>
/// <param name="PhotoId">The document that is its latest photo; null: there is none.</param>
/// <param name="NeedsQualification">Only qualified people may use it.</param>
/// <param name="IsQualified">Whether the caller is.</param>
public sealed record EquipmentCard(
    EquipmentView Equipment, string ClassNameEn, string ClassNameJa, string ZoneNameEn, string ZoneNameJa, string FacilityNameEn, string FacilityNameJa, string TimeZone,
    Availability Free, string? Closed, string? Limitation, Guid? PhotoId, bool NeedsQualification, bool IsQualified);
