using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>When the bookings of a series would be, by the clock of the instrument's house.</summary>
internal sealed record SeriesTimes(Guid FacilityId, WallClock Clock, IReadOnlyList<TimeRange> Each)
{
    public SeriesFacts Facts => new(Each.Count, Each[0].From, Each[^1].From);

    /// <summary>Day of the last one.</summary>
    public DateOnly LastOn => Clock.DateOf(Each[^1].From);

    /// <summary>A problem when the instrument is not in sight, or it is no series.</summary>
    public static async Task<Outcome<SeriesTimes>> Of(SeriesWish wish, HubDbContext db, CancellationToken cancel)
    {
        var place = await (
            from equipment in db.Equipment
            where equipment.Id == wish.EquipmentId
            join facility in db.Facilities on equipment.FacilityId equals facility.Id
            select new { equipment.FacilityId, facility.TimeZone }).SingleOrDefaultAsync(cancel);
        if (place is null)
            return CommonProblems.NotFound("equipment", wish.EquipmentId);
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(place.TimeZone));
        var pattern = new SeriesPattern(wish.Recurrence, wish.Every, [.. wish.Weekdays], wish.FirstOn, wish.LastOn, wish.TimeOfDay);
        // One more than is allowed, so that a series which is too long is told from one that is just not.
        List<TimeRange> each = [.. SeriesDays.Of(pattern, wish.Count ?? BookingLimits.MostInSeries + 1).Select(day => clock.InstantOf(day, wish.TimeOfDay))
            .Select(start => new TimeRange(start, start.AddMinutes(wish.Minutes)))];
        return each.Count switch
        {
            < 2 => CommonProblems.Invalid("lastOn", "A series has at least two bookings."),
            > BookingLimits.MostInSeries => CommonProblems.Invalid("lastOn", $"A series has at most {BookingLimits.MostInSeries} bookings."),
            _ => new SeriesTimes(place.FacilityId, clock, each),
        };
    }
}
