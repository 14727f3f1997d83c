namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Where a trouble of equipment comes from.</summary>
public enum TroubleSource
{
    /// <summary>An outage of the equipment itself.</summary>
    Equipment,

    /// <summary>An outage of its zone, or of one that the zone is part of.</summary>
    Zone,

    /// <summary>An outage of a utility that it needs.</summary>
    Utility,

    /// <summary>A utility that it needs is partial or down, and nobody said until when.</summary>
    UtilityState,

    /// <summary>It was put out of service, or is retired.</summary>
    OutOfService,

    /// <summary>Its calibration was due and is not done.</summary>
    CalibrationOverdue,
}

/// <summary>Why equipment cannot be used, or only with a limitation, in a range of time.</summary>
/// <param name="EquipmentId">The equipment.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="OutageId">The outage; null for the other sources.</param>
/// <param name="From">UTC, included; null: for as long as anybody knows.</param>
/// <param name="Until">UTC, excluded; null: until somebody says that it is over.</param>
/// <param name="IsBlocking">Nobody can use it; otherwise it only warns.</param>
/// <param name="IsSafety">It is about safety: nobody can override it.</param>
/// <param name="Cause">As it was entered.</param>
public sealed record EquipmentTrouble(
    Guid EquipmentId, TroubleSource Source, Guid? OutageId, DateTimeOffset? From, DateTimeOffset? Until, bool IsBlocking, bool IsSafety, string Cause);
