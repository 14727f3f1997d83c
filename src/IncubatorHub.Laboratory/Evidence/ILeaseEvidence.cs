namespace IncubatorHub.Laboratory.Evidence;

/// <summary>For which bookings an interlock let an instrument run. Interlocks stand above this module, so they bring the answer.</summary>
internal interface ILeaseEvidence
{
    /// <summary>Ids of the bookings, by reports of the gateway within the span.</summary>
    Task<IReadOnlyCollection<Guid>> BookingsLetRun(Guid equipmentId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel);
}
