using System.Text.Json;

namespace IncubatorHub.Laboratory.Access;

/// <summary>What happened at a door. Personal data: it says who was where.</summary>
/// <param name="Id">Grows in the order of storing; the cursor.</param>
/// <param name="DoorId">The door, when one is registered for the gateway and source; else null.</param>
/// <param name="Source">What the gateway calls the door.</param>
/// <param name="Epoch">With the gateway and <paramref name="Sequence"/>, names the event for good.</param>
/// <param name="Sequence">The gateway's own number.</param>
/// <param name="OccurredAt">By the clock of the door's controller.</param>
/// <param name="ReceivedAt">By the hub's clock.</param>
/// <param name="Kind">One of the contract's kinds, <c>door.granted</c>.</param>
/// <param name="Card">The number that was read; null when none was.</param>
/// <param name="Reason">Why it was denied or unlocked; null when none was given.</param>
/// <param name="Detail">All that the gateway said; null when nothing.</param>
public sealed record DoorEventView(
    long Id, Guid FacilityId, Guid? DoorId, string? DoorKey, string? DoorNameEn, string? DoorNameJa, Guid GatewayId, string Source, string Epoch,
    long Sequence, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string Kind, string? Card, string? Reason, JsonElement? Detail);

/// <summary>One page of door events. There is no total: the table grows without end, and counting it would cost more than the page.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="NextCursor">Send it back as <c>cursor</c> for the next page; null on the last.</param>
public sealed record DoorEventPage(IReadOnlyList<DoorEventView> Items, string? NextCursor);
