using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.Access;

/// <summary>A reader as the API shows it.</summary>
public sealed record ReaderView(string Key, DoorSide Side, ReaderKind Kind);

/// <summary>A door as the API and the console show it.</summary>
public sealed record DoorView(
    Guid Id, Guid Version, Guid FacilityId, string Key, string NameEn, string NameJa, Guid? ZoneAId, Guid? ZoneBId, LockFailure Failure,
    int HeldOpenSeconds, Guid? GatewayId, string ControllerKey, IReadOnlyList<ReaderView> Readers, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query over this context.</summary>
    public static Expression<Func<Door, DoorView>> Of(HubDbContext db)
    {
        var readers = db.DoorReaders;
        return row => new DoorView(
            row.Id, row.Version, row.FacilityId, row.Key, row.NameEn, row.NameJa, row.ZoneAId, row.ZoneBId, row.Failure,
            row.HeldOpenSeconds, row.GatewayId, row.ControllerKey,
            readers.Where(reader => reader.DoorId == row.Id).OrderBy(reader => reader.Key)
                .Select(reader => new ReaderView(reader.Key, reader.Side, reader.Kind)).ToList(),
            row.RetiredAt);
    }
}
