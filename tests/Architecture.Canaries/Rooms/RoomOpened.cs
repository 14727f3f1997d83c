using IncubatorHub.Platform.Outbox;

namespace Architecture.Canaries.Rooms;

/// <summary>An event that nobody has entered into the list of names.</summary>
public sealed record RoomOpened(Guid Room);

/// <summary>Its handler.</summary>
public sealed class CountOpenedRooms : IHandle<RoomOpened>
{
    public Task Handle(RoomOpened happened, CancellationToken cancel) => Task.CompletedTask;
}
