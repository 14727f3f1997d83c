using System.Diagnostics;
using IncubatorHub.Devices.Gateways;
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

    private readonly DemoDice _dice = new(20010401);
    private readonly DemoNotes _notes = new();
    private readonly DemoRows _rows = new(db);
    private readonly List<Equipment> _kobeInstruments = [];
    private readonly List<(string Code, Equipment[] Instruments, DemoMember[] Members)> _laboratories = [];
    private readonly List<Guid> _reviewers = [];
    private Account _mentor = null!;
    private DemoMember _tenant;

    private DateTimeOffset Now { get; } = time.GetUtcNow();

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    private DemoBuildings Buildings => field ??= new DemoBuildings(_rows, _dice, _notes, Today);

    private DemoPeople People => field ??= new DemoPeople(_rows, _dice, _notes, passwords, Today);

    private DemoDevices Devices => field ??= new DemoDevices(_rows, _dice, _notes, kinds, Now);

    private DemoUse Use => field ??= new DemoUse(_rows.Take, Now);

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
            await _rows.SaveWhenMany(cancel);
        }

        SignIns();
        await _rows.Save(cancel);
        await FillCalendars(cancel);
        await FillMentoring(cancel);
        await FillAdmissions(cancel);
        await FillProgress(cancel);
        _notes.FillMilliseconds = watch.ElapsedMilliseconds;
        _notes.Rows = _rows.Saved;
        return _notes;
    }

    private void House(DemoPlace place)
    {
        var facility = _rows.Add(new Facility
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
        var (lobby, laboratory, climate) = Buildings.Zones(facility);
        Buildings.Tenants(facility, laboratory);
        People.Managers(facility, place);
        var gateway = Devices.Gateway(facility, place);
        if (place.Lab > 0)
            Devices.Laboratory(facility, gateway, laboratory, climate, place.Lab);
        else
            Devices.Fleet(facility, gateway, laboratory, climate);
        Buildings.Doors(facility, gateway, lobby, laboratory);
        MakeUsable(facility, laboratory, place.Lab > 0);
    }

    private void MakeUsable(Facility facility, Zone laboratory, bool isLaboratory)
    {
        if (isLaboratory)
            Devices.Instruments.AddRange(Use.Bench(facility, laboratory));
        DemoUse.MakeBookable(Devices.Instruments, laboratory);
        Use.Utilities(facility, Devices.Instruments);
        foreach (var company in Buildings.Companies)
            Use.People(facility, company, Devices.Instruments);
        Use.Outages(facility, Devices.Instruments);
        if (facility.Code == "kobe-mi")
            _kobeInstruments.AddRange(Devices.Instruments);
        if (isLaboratory)
            _laboratories.Add((facility.Code, [.. Devices.Instruments], [.. Use.Members]));
        Use.Members.Clear();
        Buildings.Companies.Clear();
        Devices.Instruments.Clear();
    }

    private async Task FillCalendars(CancellationToken cancel)
    {
        var bookings = new DemoBookings(_rows.Take, Now);
        var charges = new DemoCharges(_rows.Take, Now);
        foreach (var (code, instruments, members) in _laboratories)
        {
            bookings.Fill(instruments, code == "kobe-mi" ? [_tenant, .. members] : members, Use.Closed);
            // Only where somebody signs in: the others' would be rows that nobody sees.
            if (code is "kobe-mi" or "hokudai-bs")
                charges.Fill(_notes.Facilities[code], instruments, bookings.Made, _tenant.CompanyId);
            await _rows.Save(cancel);
        }
    }

    private async Task FillMentoring(CancellationToken cancel)
    {
        var mentoring = new DemoMentoring(_rows.Take, Now);
        var (kobe, hokkaido) = (_notes.Facilities["kobe-mi"], _notes.Facilities["hokudai-bs"]);
        mentoring.Mentor(_mentor.Id, 1, kobe, hokkaido);
        for (var n = 0; n < 13; n++)
        {
            var account = People.Somebody("mentor");
            _rows.Add(RoleGrant.ToAccount(account.Id, Grant.Everywhere(Role.Mentor)));
            _reviewers.Add(account.Id);
            mentoring.Mentor(account.Id, n + 2, n % 3 == 2 ? [hokkaido] : n % 3 == 1 ? [kobe] : [kobe, hokkaido]);
        }

        mentoring.Offers(kobe);
        foreach (var (code, _, members) in _laboratories.Where(one => one.Code is "kobe-mi" or "hokudai-bs"))
            mentoring.Sessions(_notes.Facilities[code], Buildings.MeetingRooms[_notes.Facilities[code]], code == "kobe-mi" ? [_tenant, .. members] : members, code == "kobe-mi" ? 140 : 36);
        await _rows.Save(cancel);
    }

    private async Task FillAdmissions(CancellationToken cancel)
    {
        new DemoAdmissions(_rows.Take, Now).Calls(_notes.Facilities["kobe-mi"], "kobe", [.. _reviewers.Take(4)]);
        await _rows.Save(cancel);
    }

    private async Task FillProgress(CancellationToken cancel)
    {
        var progress = new DemoProgress(_rows.Take, Now);
        foreach (var house in new[] { "kobe-mi", "hokudai-bs" }.Select(code => _notes.Facilities[code]))
        {
            var tenancies = await db.Tenancies.AsNoTracking().Where(one => one.FacilityId == house && one.State == TenancyState.Current).OrderBy(one => one.Id).ToListAsync(cancel);
            progress.Criteria(house);
            for (var n = 0; n < tenancies.Count; n++)
                progress.Tenant(tenancies[n], n, tenancies[n].CompanyId == _tenant.CompanyId);
            progress.Alumni(house, tenancies[0].UnitId);
            await _rows.Save(cancel);
        }
    }

    private void SignIns()
    {
        var kobe = _notes.Facilities["kobe-mi"];
        var tenant = _notes.FirstTenants["kobe-mi"];
        People.SignIn("admin@demo.example", new("Demo Administrator", "デモ 管理者"), Grant.Everywhere(Role.SystemAdministrator));
        People.SignIn("officer@demo.example", new("Demo Officer", "デモ 担当官"), Grant.Everywhere(Role.ProgrammeOfficer));
        var manager = People.SignIn("manager@demo.example", new("Demo Manager", "デモ マネージャー"),
            Grant.AtFacility(Role.IncubationManager, kobe), Grant.AtFacility(Role.IncubationManager, _notes.Facilities["hokudai-bs"]));
        var visitor = People.SignIn("tenant@demo.example", new("Demo Tenant", "デモ テナント"), Grant.InCompany(Role.TenantAdmin, tenant));
        Use.Qualify(kobe, tenant, visitor.Id, _kobeInstruments, isUpToDate: true);
        _tenant = new DemoMember(visitor.Id, tenant, AlwaysCame: true);
        _mentor = People.SignIn("mentor@demo.example", new("Demo Mentor", "デモ メンター"), Grant.Everywhere(Role.Mentor));
        _reviewers.AddRange([manager.Id, _mentor.Id]);
        People.SignIn("auditor@demo.example", new("Demo Auditor", "デモ 監査人"), Grant.Everywhere(Role.Auditor));

        var text = ApiKeyText.Make();
        var key = _rows.Add(new ApiKey { Prefix = text.Prefix, SecretHash = text.SecretHash, Name = "Demo: reads the whole country", FacilityId = kobe, ExpiresAt = Now.AddDays(ApiKey.MaxDays), IsDemo = true });
        _rows.Add(RoleGrant.ToApiKey(key.Id, Grant.Everywhere(Role.Auditor)));
        _notes.ApiKey = text.ToString();

        // A gateway for the reader's own hands: mosquitto_pub speaks as it.
        var bench = _rows.Add(new Gateway { Key = "kobe-mi-bench", FacilityId = kobe, Name = "Kobe: your own gateway" });
        var secret = GatewaySecret.Create();
        _rows.Add(GatewayCredential.Of(bench.Id, secret, Now));
        _notes.BenchSecret = secret.Text;
    }
}
