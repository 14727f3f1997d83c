using System.Diagnostics;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Catalogue;
using IncubatorHub.Devices.Gateways.Configuration;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Hub.Demo;

/// <summary>Fills an empty hub with a whole country: houses, managers, tenants, equipment, doors, gateways. Everything is marked as demo.</summary>
internal sealed class DemoCountry(HubDbContext db, IPasswordHasher<Account> passwords, TimeProvider time, IReadOnlyDictionary<string, DemoRegister[]> kinds)
{
    /// <summary>The password of every demo sign-in. It exists only where somebody asked for the demo.</summary>
    public const string Password = "incubator-demo-2026";

    private const int RowsAtOnce = 5_000;

    private readonly DemoDice _dice = new(20010401);
    private readonly DemoNotes _notes = new();
    private readonly List<object> _rows = [];
    private readonly HashSet<string> _emails = [];
    private readonly HashSet<string> _firms = [];
    private readonly List<Company> _companies = [];
    private readonly List<Equipment> _instruments = [];
    private readonly List<Equipment> _kobeInstruments = [];
    private readonly List<(string Code, Equipment[] Instruments, DemoMember[] Members)> _laboratories = [];
    private readonly Dictionary<Guid, Zone> _meetingRooms = [];
    private Account _mentor = null!;
    private DemoMember _tenant;
    private int _saved;

    private DateTimeOffset Now { get; } = time.GetUtcNow();

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    private DemoUse Use => field ??= new DemoUse(_rows.Add, Now);

    /// <summary>Fills it and returns what the demo has to know: secrets and sign-ins.</summary>
    public async Task<DemoNotes> Fill(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var prefectures = await db.Prefectures.AsNoTracking().ToListAsync(cancel);
        var projects = (await db.ClusterProjects.AsNoTracking().ToListAsync(cancel)).ToLookup(one => one.BureauCode, one => one.Code);
        var places = DemoPlaces.All(
            [.. prefectures.Select(one => (one.Code, one.NameEn, one.NameJa, one.Latitude, one.Longitude))],
            prefectures.ToDictionary(one => one.Code, one => projects[one.BureauCode].DefaultIfEmpty("").ToArray()), _dice);
        foreach (var place in places)
        {
            House(place);
            if (_rows.Count >= RowsAtOnce)
                await Save(cancel);
        }

        SignIns();
        await Save(cancel);
        await FillCalendars(cancel);
        await FillMentoring(cancel);
        _notes.FillMilliseconds = watch.ElapsedMilliseconds;
        _notes.Rows = _saved;
        return _notes;
    }

    private void House(DemoPlace place)
    {
        var facility = Add(new Facility
        {
            Code = place.Code,
            NameEn = place.Name.En,
            NameJa = place.Name.Ja,
            PrefectureCode = place.Prefecture,
            ProjectCode = place.Project.Length == 0 ? null : place.Project,
            Latitude = Math.Round(place.Latitude, 4),
            Longitude = Math.Round(place.Longitude, 4),
            Operator = place.Operator,
            HostCampus = place.Campus,
            IsDemo = true,
        });
        _notes.Facilities.TryAdd(place.Code, facility.Id);
        var (lobby, laboratory, climate) = Zones(facility);
        Tenants(facility, laboratory);
        Managers(facility, place);
        var gateway = Gateway(facility, place);
        if (place.Lab > 0)
            Laboratory(facility, gateway, laboratory, climate, place.Lab);
        else
            Fleet(facility, gateway, laboratory, climate);
        Doors(facility, gateway, lobby, laboratory);
        MakeUsable(facility, laboratory, place.Lab > 0);
    }

    private void MakeUsable(Facility facility, Zone laboratory, bool isLaboratory)
    {
        if (isLaboratory)
            _instruments.AddRange(Use.Bench(facility, laboratory));
        DemoUse.MakeBookable(_instruments, laboratory);
        Use.Utilities(facility, _instruments);
        foreach (var company in _companies)
            Use.People(facility, company, _instruments);
        Use.Outages(facility, _instruments);
        if (facility.Code == "kobe-mi")
            _kobeInstruments.AddRange(_instruments);
        if (isLaboratory)
            _laboratories.Add((facility.Code, [.. _instruments], [.. Use.Members]));
        Use.Members.Clear();
        _companies.Clear();
        _instruments.Clear();
    }

    private async Task FillCalendars(CancellationToken cancel)
    {
        var bookings = new DemoBookings(_rows.Add, Now);
        var charges = new DemoCharges(_rows.Add, Now);
        foreach (var (code, instruments, members) in _laboratories)
        {
            bookings.Fill(instruments, code == "kobe-mi" ? [_tenant, .. members] : members, Use.Closed);
            // Only where somebody signs in: the others' would be rows that nobody sees.
            if (code is "kobe-mi" or "hokudai-bs")
                charges.Fill(_notes.Facilities[code], instruments, bookings.Made, _tenant.CompanyId);
            await Save(cancel);
        }
    }

    private async Task FillMentoring(CancellationToken cancel)
    {
        var mentoring = new DemoMentoring(row => Add(row), Now);
        var (kobe, hokkaido) = (_notes.Facilities["kobe-mi"], _notes.Facilities["hokudai-bs"]);
        mentoring.Mentor(_mentor.Id, 1, kobe, hokkaido);
        for (var n = 0; n < 13; n++)
        {
            var name = DemoNames.Person(_dice);
            var account = Person(name, Unique(_emails, name.En.ToLowerInvariant().Replace(' ', '.')) + "@mentor.demo.example");
            Add(RoleGrant.ToAccount(account.Id, Grant.Everywhere(Role.Mentor)));
            mentoring.Mentor(account.Id, n + 2, n % 3 == 2 ? [hokkaido] : n % 3 == 1 ? [kobe] : [kobe, hokkaido]);
        }

        mentoring.Offers(kobe);
        foreach (var (code, _, members) in _laboratories.Where(one => one.Code is "kobe-mi" or "hokudai-bs"))
            mentoring.Sessions(_notes.Facilities[code], _meetingRooms[_notes.Facilities[code]], code == "kobe-mi" ? [_tenant, .. members] : members, code == "kobe-mi" ? 140 : 36);
        await Save(cancel);
    }

    private (Zone Lobby, Zone Laboratory, Zone Climate) Zones(Facility facility)
    {
        Zone Make(string code, Both name, ZoneKind kind, Zone? parent, HazardClass hazard = HazardClass.None, int? capacity = null) => Add(new Zone
        {
            FacilityId = facility.Id, Code = code, NameEn = name.En, NameJa = name.Ja, Kind = kind, ParentId = parent?.Id, Hazard = hazard, CapacityMax = capacity,
        });
        var building = Make("b1", new("Main building", "本館"), ZoneKind.Building, null);
        var ground = Make("b1-f1", new("Ground floor", "1階"), ZoneKind.Floor, building);
        var upper = Make("b1-f2", new("Second floor", "2階"), ZoneKind.Floor, building);
        var lobby = Make("lobby", new("Lobby", "ロビー"), ZoneKind.Common, ground);
        var laboratory = Make("lab", new("Shared laboratory", "共用実験室"), ZoneKind.Laboratory, upper, HazardClass.BiosafetyLevel2, 12);
        Make("store", new("Cold store", "低温保管室"), ZoneKind.Storage, upper);
        _meetingRooms[facility.Id] = Make("meeting-1", new("Meeting room 1", "会議室1"), ZoneKind.Office, ground, capacity: 8);
        return (lobby, laboratory, upper);
    }

    private void Tenants(Facility facility, Zone laboratory)
    {
        var units = _dice.From(7, 14);
        for (var n = 1; n <= units; n++)
        {
            var wet = n % 3 == 0;
            var unit = Add(new Unit
            {
                FacilityId = facility.Id,
                Code = $"{(n <= 7 ? 100 : 200) + n}",
                NameEn = wet ? $"Wet laboratory {n}" : $"Office {n}",
                NameJa = wet ? $"ウェットラボ{n}" : $"オフィス{n}",
                ZoneId = wet ? laboratory.Id : null,
                RoomType = wet ? RoomType.WetLaboratory : RoomType.Office,
                AreaSquareMetres = Math.Round(_dice.Around(wet ? 48 : 28, 14), 1),
            });
            if (_dice.Chance(0.78))
                Tenant(facility, unit);
        }
    }

    private void Tenant(Facility facility, Unit unit)
    {
        var name = DemoNames.Firm(_dice);
        var code = Unique(_firms, name.En.ToLowerInvariant().Replace(" k.k.", "", StringComparison.Ordinal).Replace(' ', '-'));
        var number = code[^1] is >= '0' and <= '9' ? code[(code.LastIndexOf('-') + 1)..] : "";
        var company = Add(new Company
        {
            Code = code,
            NameEn = number.Length == 0 ? name.En : $"{name.En} ({number})",
            NameJa = number.Length == 0 ? name.Ja : $"{name.Ja}（{number}）",
            FirmType = _dice.Pick(Enum.GetValues<FirmType>()),
            HomeFacilityId = facility.Id,
            IsDemo = true,
        });
        var start = Today.AddDays(-_dice.From(30, 1_500));
        Add(new Tenancy
        {
            CompanyId = company.Id, FacilityId = facility.Id, UnitId = unit.Id, StartsOn = start, PlannedEndOn = start.AddYears(5), State = TenancyState.Current,
        });
        _companies.Add(company);
        _notes.FirstTenants.TryAdd(facility.Code, company.Id);
    }

    private void Managers(Facility facility, DemoPlace place)
    {
        var count = place.Lab > 0 ? 2 : _dice.Chance(0.25) ? 2 : 1;
        for (var n = 0; n < count; n++)
        {
            var name = DemoNames.Person(_dice);
            var account = Person(name, Unique(_emails, name.En.ToLowerInvariant().Replace(' ', '.')) + "@im.demo.example");
            Manage(account, facility, place.Lab > 0 ? 60 : 100);
        }
    }

    private void Manage(Account account, Facility facility, int share)
    {
        Add(RoleGrant.ToAccount(account.Id, Grant.AtFacility(Role.IncubationManager, facility.Id)));
        Add(new ManagerAssignment
        {
            FacilityId = facility.Id, AccountId = account.Id, SharePercent = share, Certificate = "JBIA IM", StartsOn = Today.AddYears(-2), CertificateExpiresOn = Today.AddYears(1),
        });
    }

    private Gateway Gateway(Facility facility, DemoPlace place)
    {
        var gateway = Add(new Gateway { Key = $"{place.Code}-gw1", FacilityId = facility.Id, Name = $"{place.Name.En}: gateway 1" });
        var secret = GatewaySecret.Create();
        Add(GatewayCredential.Of(gateway.Id, secret, Now));
        _notes.Gateways.Add(new DemoGateway(gateway.Key, secret.Text, place.Lab));
        return gateway;
    }

    private void Laboratory(Facility facility, Gateway gateway, Zone laboratory, Zone climate, int lab)
    {
        gateway.DesiredVersion = 1;
        Add(new DesiredConfiguration { GatewayId = gateway.Id, FacilityId = facility.Id, Number = 1, Document = DemoConfiguration.For(lab, kinds) });
        foreach (var kind in DemoKinds.OnModbus)
            Watched(facility, gateway, $"{kind}-1", kind, kind == "room-climate" ? climate : laboratory, 5);
        if (lab <= DemoConfiguration.LabsWithInterlock)
        {
            var centrifuge = _instruments.Last(one => one.FacilityId == facility.Id && one.ClassCode == DemoKinds.ClassOf("centrifuge"));
            Add(new Interlock { FacilityId = facility.Id, EquipmentId = centrifuge.Id, GatewayId = gateway.Id, Channel = DemoConfiguration.InterlockName });
        }

        var balance = Instrument(facility, gateway, "balance-1", "balance", laboratory);
        Add(new Metric { DeviceId = balance.Id, Key = "mass", Name = "Mass", Unit = "g", Decimals = 4, Minimum = 0, Maximum = 220, ExpectedIntervalSeconds = 60 });
    }

    private void Fleet(Facility facility, Gateway gateway, Zone laboratory, Zone climate)
    {
        for (var n = 0; n < DemoKinds.OfFleet.Length; n++)
            Watched(facility, gateway, $"{DemoKinds.OfFleet[n]}-{n + 1:00}", DemoKinds.OfFleet[n], DemoKinds.OfFleet[n] == "room-climate" ? climate : laboratory, 30);
    }

    private void Watched(Facility facility, Gateway gateway, string key, string kind, Zone zone, int seconds)
    {
        var device = Instrument(facility, gateway, key, kind, zone);
        foreach (var register in kinds[kind].Where(one => seconds < 30 || one.Table is "input" or "holding"))
        {
            Add(new Metric
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
        var device = Add(new Device { GatewayId = gateway.Id, FacilityId = facility.Id, Key = key, Name = $"{name.En} ({key})", FirstSeenAt = Now });
        device.Adopt(device.Name);
        _instruments.Add(Add(new Equipment
        {
            FacilityId = facility.Id,
            AssetNumber = $"A-{key}",
            ClassCode = DemoKinds.ClassOf(kind),
            NameEn = name.En,
            NameJa = name.Ja,
            Maker = _dice.Pick(Makers),
            Model = $"M{_dice.From(100, 990)}",
            Serial = $"{_dice.From(100_000, 999_999)}",
            ZoneId = zone.Id,
            LinkedDeviceId = device.Id,
            PurchasedOn = Today.AddDays(-_dice.From(200, 3_000)),
        }));
        return device;
    }

    private void Doors(Facility facility, Gateway gateway, Zone lobby, Zone laboratory)
    {
        Add(new Door
        {
            FacilityId = facility.Id, Key = "entrance", NameEn = "Entrance", NameJa = "正面玄関", ZoneBId = lobby.Id, Failure = LockFailure.FailSafe,
            GatewayId = gateway.Id, ControllerKey = "entrance",
        });
        Add(new Door
        {
            FacilityId = facility.Id, Key = "laboratory", NameEn = "Shared laboratory", NameJa = "共用実験室", ZoneAId = lobby.Id, ZoneBId = laboratory.Id,
            Failure = LockFailure.FailSecure, GatewayId = gateway.Id, ControllerKey = "laboratory",
        });
    }

    private void SignIns()
    {
        var kobe = _notes.Facilities["kobe-mi"];
        var tenant = _notes.FirstTenants["kobe-mi"];
        SignIn("admin@demo.example", new("Demo Administrator", "デモ 管理者"), Grant.Everywhere(Role.SystemAdministrator));
        SignIn("officer@demo.example", new("Demo Officer", "デモ 担当官"), Grant.Everywhere(Role.ProgrammeOfficer));
        SignIn("manager@demo.example", new("Demo Manager", "デモ マネージャー"),
            Grant.AtFacility(Role.IncubationManager, kobe), Grant.AtFacility(Role.IncubationManager, _notes.Facilities["hokudai-bs"]));
        var visitor = SignIn("tenant@demo.example", new("Demo Tenant", "デモ テナント"), Grant.InCompany(Role.TenantAdmin, tenant));
        Use.Qualify(kobe, tenant, visitor.Id, _kobeInstruments, isUpToDate: true);
        _tenant = new DemoMember(visitor.Id, tenant, AlwaysCame: true);
        _mentor = SignIn("mentor@demo.example", new("Demo Mentor", "デモ メンター"), Grant.Everywhere(Role.Mentor));
        SignIn("auditor@demo.example", new("Demo Auditor", "デモ 監査人"), Grant.Everywhere(Role.Auditor));

        var text = ApiKeyText.Make();
        var key = Add(new ApiKey { Prefix = text.Prefix, SecretHash = text.SecretHash, Name = "Demo: reads the whole country", FacilityId = kobe, ExpiresAt = Now.AddDays(ApiKey.MaxDays), IsDemo = true });
        Add(RoleGrant.ToApiKey(key.Id, Grant.Everywhere(Role.Auditor)));
        _notes.ApiKey = text.ToString();

        // A gateway for the reader's own hands: mosquitto_pub speaks as it.
        var bench = Add(new Gateway { Key = "kobe-mi-bench", FacilityId = kobe, Name = "Kobe: your own gateway" });
        var secret = GatewaySecret.Create();
        Add(GatewayCredential.Of(bench.Id, secret, Now));
        _notes.BenchSecret = secret.Text;
    }

    private Account SignIn(string email, Both name, params Grant[] grants)
    {
        var account = Person(name, email);
        account.PasswordHash = passwords.HashPassword(account, Password);
        account.Language = "en";
        foreach (var grant in grants)
            Add(RoleGrant.ToAccount(account.Id, grant));
        _notes.SignIns.Add(email);
        return account;
    }

    private Account Person(Both name, string email)
    {
        var account = Add(new Account { Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = $"{name.En} ({name.Ja})", IsDemo = true });
        account.EndSessions();
        return account;
    }

    private static string Unique(HashSet<string> taken, string wanted)
    {
        var free = wanted;
        for (var n = 2; !taken.Add(free); n++)
            free = $"{wanted}-{n}";
        return free;
    }

    private static readonly string[] Makers = ["Aizawa Seisakusho", "Kita Riken", "Tozai Keiki", "Sanko Denki", "Minami Scientific"];

    private T Add<T>(T row)
        where T : notnull
    {
        _rows.Add(row);
        return row;
    }

    private async Task Save(CancellationToken cancel)
    {
        db.AddRange(_rows);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        _saved += _rows.Count;
        _rows.Clear();
    }
}
