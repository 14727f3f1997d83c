using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Hub.Demo;

/// <summary>What makes instruments of a demo house usable: slots and buffers, utilities, who is qualified, what is out of order.</summary>
internal sealed class DemoUse(Action<object> add, DateTimeOffset now)
{
    // Dice of its own: what is added here leaves the rest of the country as it was.
    private readonly DemoDice _dice = new(20260401);
    private readonly HashSet<string> _emails = [];

    /// <summary>The people of the house that is being filled.</summary>
    public List<DemoMember> Members { get; } = [];

    /// <summary>What is out of order, of all houses.</summary>
    public List<Outage> Closed { get; } = [];

    /// <summary>What stands in an example laboratory and no sensor watches.</summary>
    public IReadOnlyList<Equipment> Bench(Facility facility, Zone laboratory)
    {
        Equipment Make(string asset, string classCode, Both name)
        {
            var one = new Equipment
            {
                FacilityId = facility.Id, AssetNumber = $"B-{asset}", ClassCode = classCode, NameEn = name.En, NameJa = name.Ja, Maker = "Minami Scientific",
                Model = $"S{_dice.From(10, 99)}", Serial = $"{_dice.From(100_000, 999_999)}", ZoneId = laboratory.Id,
            };
            add(one);
            return one;
        }

        return
        [
            Make("confocal", "microscope", new("Confocal microscope", "共焦点顕微鏡")), Make("inverted", "microscope", new("Inverted microscope", "倒立顕微鏡")),
            Make("cytometer", "flow-cytometer", new("Flow cytometer", "フローサイトメーター")), Make("pcr", "thermal-cycler", new("Thermal cycler", "サーマルサイクラー")),
            Make("uv-vis", "spectrophotometer", new("Spectrophotometer", "分光光度計")), Make("cabinet", "biosafety-cabinet", new("Biosafety cabinet", "安全キャビネット")),
        ];
    }

    /// <summary>Slots, buffers and companions by class; what only measures is not booked.</summary>
    public static void MakeBookable(IReadOnlyList<Equipment> instruments, Zone laboratory)
    {
        foreach (var one in instruments)
        {
            (one.IsBookable, one.ParallelSlots, one.WarmUpMinutes, one.CoolDownMinutes) = one.ClassCode switch
            {
                "ult-freezer" => (true, 20, 0, 0),
                "co2-incubator" => (true, 6, 0, 0),
                "autoclave" => (true, 1, 10, 30),
                "centrifuge" => (true, 1, 5, 10),
                "cell-culture-system" => (true, 2, 60, 60),
                "vibration-meter" => (true, 1, 15, 0),
                "balance" => (true, 1, 0, 5),
                "microscope" or "spectrophotometer" or "biosafety-cabinet" => (true, 1, 0, 0),
                "flow-cytometer" => (true, 1, 15, 15),
                "thermal-cycler" => (true, 2, 0, 0),
                _ => (false, 1, 0, 0),
            };
        }

        if (instruments.FirstOrDefault(one => one.ClassCode == "cell-culture-system") is { } culture)
        {
            culture.CompanionEquipmentId = instruments.FirstOrDefault(one => one.ClassCode == "co2-incubator")?.Id;
            culture.CompanionZoneId = laboratory.Id;
        }
    }

    /// <summary>Power, CO₂ and water of a house, and which instruments need them.</summary>
    public void Utilities(Facility facility, IReadOnlyList<Equipment> instruments)
    {
        Utility Make(string code, Both name, UtilityState state = UtilityState.Up, string note = "")
        {
            var utility = new Utility { FacilityId = facility.Id, Code = code, NameEn = name.En, NameJa = name.Ja, State = state, StateNote = note };
            add(utility);
            return utility;
        }

        var (power, gas) = (Make("power-lab", new("Laboratory power", "実験室電源")), Make("co2-line-1", new("CO₂ line", "CO₂配管")));
        var water = _dice.Chance(0.1)
            ? Make("cooling-water", new("Cooling water", "冷却水"), UtilityState.Partial, "Low pressure")
            : Make("cooling-water", new("Cooling water", "冷却水"));
        foreach (var one in instruments)
        {
            Need(one, power, isVital: true);
            if (one.ClassCode is "co2-incubator" or "cell-culture-system")
                Need(one, gas, isVital: true);
            if (one.ClassCode is "autoclave" or "centrifuge")
                Need(one, water, isVital: false);
        }
    }

    /// <summary>One to three people of a company, most of them qualified for what its house lets only the qualified use.</summary>
    public void People(Facility facility, Company company, IReadOnlyList<Equipment> instruments)
    {
        for (var n = _dice.From(1, 3); n > 0; n--)
        {
            var name = DemoNames.Person(_dice);
            var address = name.En.ToLowerInvariant().Replace(' ', '.');
            var free = address;
            for (var copy = 2; !_emails.Add(free); copy++)
                free = $"{address}{copy}";
            var email = $"{free}@tenant.demo.example";
            var person = new Account { Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = $"{name.En} ({name.Ja})", IsDemo = true };
            person.EndSessions();
            add(person);
            add(RoleGrant.ToAccount(person.Id, Grant.InCompany(Role.TenantMember, company.Id)));
            Members.Add(new DemoMember(person.Id, company.Id));
            Qualify(facility.Id, company.Id, person.Id, instruments);
        }
    }

    /// <summary>Grants what a person has learnt; some of it is long ago, and has ended.</summary>
    public void Qualify(Guid facilityId, Guid companyId, Guid personId, IReadOnlyList<Equipment> instruments, bool isUpToDate = false)
    {
        foreach (var code in new[] { "autoclave", "centrifuge", "cell-culture-system" }.Where(code => instruments.Any(one => one.ClassCode == code) && (_dice.Chance(0.7) || isUpToDate)))
        {
            var granted = now.AddDays(-_dice.From(5, isUpToDate ? 100 : 800));
            add(new Qualification
            {
                FacilityId = facilityId, CompanyId = companyId, PersonId = personId, ClassCode = code, Basis = _dice.Pick(Bases), GrantedAt = granted,
                ValidUntil = granted.AddMonths(code == "cell-culture-system" ? 12 : 24),
            });
        }
    }

    /// <summary>Planned maintenance of most houses, and here and there something that broke.</summary>
    public void Outages(Facility facility, IReadOnlyList<Equipment> instruments)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var one in instruments.Where(one => one.IsBookable && _dice.Chance(0.25)))
        {
            var start = day.AddDays(_dice.From(3, 60));
            Out(new Outage { FacilityId = facility.Id, EquipmentId = one.Id, StartsAt = start, EndsAt = start.AddHours(4), IsPlanned = true, Cause = "Yearly maintenance" });
        }

        if (_dice.Chance(0.15) && instruments.FirstOrDefault(one => one.ClassCode is "centrifuge" or "vibration-meter") is { } broken)
            Out(new Outage { FacilityId = facility.Id, EquipmentId = broken.Id, StartsAt = now.AddHours(-_dice.From(1, 40)), IsSafety = true, Cause = "Broken: under repair" });
    }

    private void Out(Outage outage)
    {
        add(outage);
        Closed.Add(outage);
    }

    private void Need(Equipment equipment, Utility utility, bool isVital) =>
        add(new UtilityNeed { FacilityId = equipment.FacilityId, EquipmentId = equipment.Id, UtilityId = utility.Id, IsVital = isVital });

    private static readonly string[] Bases = ["Introduction by the house", "Maker's course", "Shown to the manager"];
}
