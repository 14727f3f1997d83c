using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Catalogue;
using IncubatorHub.Devices.Gateways.Configuration;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Hub.Demo;

/// <summary>What measures in the demo's houses: a gateway for each, its devices, and the instruments that they watch.</summary>
internal sealed class DemoDevices(DemoRows rows, DemoDice dice, DemoNotes notes, IReadOnlyDictionary<string, DemoRegister[]> kinds, DateTimeOffset now)
{
    private static readonly string[] Makers = ["Aizawa Seisakusho", "Kita Riken", "Tozai Keiki", "Sanko Denki", "Minami Scientific"];

    private readonly DateOnly _today = DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>The instruments of the house that is being made.</summary>
    public List<Equipment> Instruments { get; } = [];

    public Gateway Gateway(Facility facility, DemoPlace place)
    {
        var gateway = rows.Add(new Gateway { Key = $"{place.Code}-gw1", FacilityId = facility.Id, Name = $"{place.Name.En}: gateway 1" });
        var secret = GatewaySecret.Create();
        rows.Add(GatewayCredential.Of(gateway.Id, secret, now));
        notes.Gateways.Add(new DemoGateway(gateway.Key, secret.Text, place.Lab));
        return gateway;
    }

    public void Laboratory(Facility facility, Gateway gateway, Zone laboratory, Zone climate, int lab)
    {
        gateway.DesiredVersion = 1;
        rows.Add(new DesiredConfiguration { GatewayId = gateway.Id, FacilityId = facility.Id, Number = 1, Document = DemoConfiguration.For(lab, kinds) });
        foreach (var kind in DemoKinds.OnModbus)
            Watched(facility, gateway, $"{kind}-1", kind, kind == "room-climate" ? climate : laboratory, 5);
        if (lab <= DemoConfiguration.LabsWithInterlock)
        {
            var centrifuge = Instruments.Last(one => one.FacilityId == facility.Id && one.ClassCode == DemoKinds.ClassOf("centrifuge"));
            rows.Add(new Interlock { FacilityId = facility.Id, EquipmentId = centrifuge.Id, GatewayId = gateway.Id, Channel = DemoConfiguration.InterlockName });
        }

        var balance = Instrument(facility, gateway, "balance-1", "balance", laboratory);
        rows.Add(new Metric { DeviceId = balance.Id, Key = "mass", Name = "Mass", Unit = "g", Decimals = 4, Minimum = 0, Maximum = 220, ExpectedIntervalSeconds = 60 });
    }

    public void Fleet(Facility facility, Gateway gateway, Zone laboratory, Zone climate)
    {
        for (var n = 0; n < DemoKinds.OfFleet.Length; n++)
            Watched(facility, gateway, $"{DemoKinds.OfFleet[n]}-{n + 1:00}", DemoKinds.OfFleet[n], DemoKinds.OfFleet[n] == "room-climate" ? climate : laboratory, 30);
    }

    private void Watched(Facility facility, Gateway gateway, string key, string kind, Zone zone, int seconds)
    {
        var device = Instrument(facility, gateway, key, kind, zone);
        foreach (var register in kinds[kind].Where(one => seconds < 30 || one.Table is "input" or "holding"))
        {
            rows.Add(new Metric
            {
                DeviceId = device.Id,
                Key = register.Name,
                Name = DemoKinds.MetricName(register.Name),
                Unit = DemoKinds.UnitOf(register),
                Minimum = register.Low,
                Maximum = register.High,
                Decimals = DemoKinds.DecimalsOf(register),
                ExpectedIntervalSeconds = seconds,
            });
        }
    }

    private Device Instrument(Facility facility, Gateway gateway, string key, string kind, Zone zone)
    {
        var name = DemoKinds.NameOf(kind);
        var device = rows.Add(new Device { GatewayId = gateway.Id, FacilityId = facility.Id, Key = key, Name = $"{name.En} ({key})", FirstSeenAt = now });
        device.Adopt(device.Name);
        Instruments.Add(rows.Add(new Equipment
        {
            FacilityId = facility.Id,
            AssetNumber = $"A-{key}",
            ClassCode = DemoKinds.ClassOf(kind),
            NameEn = name.En,
            NameJa = name.Ja,
            Maker = dice.Pick(Makers),
            Model = $"M{dice.From(100, 990)}",
            Serial = $"{dice.From(100_000, 999_999)}",
            ZoneId = zone.Id,
            LinkedDeviceId = device.Id,
            PurchasedOn = _today.AddDays(-dice.From(200, 3_000)),
        }));
        return device;
    }
}
