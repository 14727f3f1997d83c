namespace Architecture.Canaries.Rooms;

/// <summary>A banned name, public without being a door, and not sealed.</summary>
public class RoomManager
{
    public int Rooms { get; set; }
}
