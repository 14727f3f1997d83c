namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What happened to an outage.</summary>
public enum OutageChange
{
    Created,
    Edited,
    Ended,
    Cancelled,
}

/// <summary>An outage changed; written in the transaction of the change, one for each outage.</summary>
public sealed record OutageChanged(Guid OutageId, Guid FacilityId, OutageChange Change);
