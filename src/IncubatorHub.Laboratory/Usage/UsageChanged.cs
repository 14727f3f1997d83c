namespace IncubatorHub.Laboratory.Usage;

/// <summary>What became known of a use.</summary>
public enum UsageChange
{
    Began,
    Ended,

    /// <summary>Late readings moved its start or end.</summary>
    Revised,

    /// <summary>Late readings showed that it was none.</summary>
    Withdrawn,
}

/// <summary>A use of equipment became known or changed; written in the transaction of the change. <paramref name="IsLate"/>: nothing is done because of it.</summary>
public sealed record UsageChanged(Guid SessionId, Guid EquipmentId, Guid FacilityId, UsageChange Change, bool IsLate);
