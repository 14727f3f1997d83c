using IncubatorHub.Devices.Gateways;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Hub.Demo;

/// <summary>The houses of the demo: zones, rooms with the companies in them, doors.</summary>
internal sealed class DemoBuildings(DemoRows rows, DemoDice dice, DemoNotes notes, DateOnly today)
{
    private readonly HashSet<string> _firms = [];

    /// <summary>The companies of the house that is being made.</summary>
    public List<Company> Companies { get; } = [];

    /// <summary>A meeting room by house.</summary>
    public Dictionary<Guid, Zone> MeetingRooms { get; } = [];

    public (Zone Lobby, Zone Laboratory, Zone Climate) Zones(Facility facility)
    {
        Zone Make(string code, Both name, ZoneKind kind, Zone? parent, HazardClass hazard = HazardClass.None, int? capacity = null) => rows.Add(new Zone
        {
            FacilityId = facility.Id, Code = code, NameEn = name.En, NameJa = name.Ja, Kind = kind, ParentId = parent?.Id, Hazard = hazard, CapacityMax = capacity,
        });
        var building = Make("b1", new("Main building", "本館"), ZoneKind.Building, null);
        var ground = Make("b1-f1", new("Ground floor", "1階"), ZoneKind.Floor, building);
        var upper = Make("b1-f2", new("Second floor", "2階"), ZoneKind.Floor, building);
        var lobby = Make("lobby", new("Lobby", "ロビー"), ZoneKind.Common, ground);
        var laboratory = Make("lab", new("Shared laboratory", "共用実験室"), ZoneKind.Laboratory, upper, HazardClass.BiosafetyLevel2, 12);
        Make("store", new("Cold store", "低温保管室"), ZoneKind.Storage, upper);
        MeetingRooms[facility.Id] = Make("meeting-1", new("Meeting room 1", "会議室1"), ZoneKind.Office, ground, capacity: 8);
        return (lobby, laboratory, upper);
    }

    public void Tenants(Facility facility, Zone laboratory)
    {
        var units = dice.From(7, 14);
        for (var n = 1; n <= units; n++)
        {
            var wet = n % 3 == 0;
            var unit = rows.Add(new Unit
            {
                FacilityId = facility.Id,
                Code = $"{(n <= 7 ? 100 : 200) + n}",
                NameEn = wet ? $"Wet laboratory {n}" : $"Office {n}",
                NameJa = wet ? $"ウェットラボ{n}" : $"オフィス{n}",
                ZoneId = wet ? laboratory.Id : null,
                RoomType = wet ? RoomType.WetLaboratory : RoomType.Office,
                AreaSquareMetres = Math.Round(dice.Around(wet ? 48 : 28, 14), 1),
            });
            if (dice.Chance(0.78))
                Tenant(facility, unit);
        }
    }

    private void Tenant(Facility facility, Unit unit)
    {
        var name = DemoNames.Firm(dice);
        var code = DemoNames.Unique(_firms, name.En.ToLowerInvariant().Replace(" k.k.", "", StringComparison.Ordinal).Replace(' ', '-'));
        var number = code[^1] is >= '0' and <= '9' ? code[(code.LastIndexOf('-') + 1)..] : "";
        var company = rows.Add(new Company
        {
            Code = code,
            NameEn = number.Length == 0 ? name.En : $"{name.En} ({number})",
            NameJa = number.Length == 0 ? name.Ja : $"{name.Ja}（{number}）",
            FirmType = dice.Pick(Enum.GetValues<FirmType>()),
            HomeFacilityId = facility.Id,
            IsDemo = true,
        });
        var start = today.AddDays(-dice.From(30, 1_500));
        rows.Add(new Tenancy
        {
            CompanyId = company.Id, FacilityId = facility.Id, UnitId = unit.Id, StartsOn = start, PlannedEndOn = start.AddYears(5), State = TenancyState.Current,
        });
        Companies.Add(company);
        notes.FirstTenants.TryAdd(facility.Code, company.Id);
    }

    public void Doors(Facility facility, Gateway gateway, Zone lobby, Zone laboratory)
    {
        rows.Add(new Door
        {
            FacilityId = facility.Id, Key = "entrance", NameEn = "Entrance", NameJa = "正面玄関", ZoneBId = lobby.Id, Failure = LockFailure.FailSafe,
            GatewayId = gateway.Id, ControllerKey = "entrance",
        });
        rows.Add(new Door
        {
            FacilityId = facility.Id, Key = "laboratory", NameEn = "Shared laboratory", NameJa = "共用実験室", ZoneAId = lobby.Id, ZoneBId = laboratory.Id,
            Failure = LockFailure.FailSecure, GatewayId = gateway.Id, ControllerKey = "laboratory",
        });
    }
}
