using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

public sealed class OutageApiTests(OutageApiTests.Hubs hubs) : IClassFixture<OutageApiTests.Hubs>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<ApiAnswer> Equipment(HttpClient manager, Guid facility, string asset, Guid? zone = null) =>
        manager.Post("/equipment", new { facilityId = facility, assetNumber = asset, classCode = "centrifuge", nameEn = "x", nameJa = "x", zoneId = zone, isBookable = true });

    private static Task<ApiAnswer> Broken(HttpClient manager, Guid facility, Guid equipment, DateTimeOffset from, DateTimeOffset? to = null) =>
        manager.Post("/outages", new { facilityId = facility, equipmentId = equipment, startsAt = from, endsAt = to, cause = "Smoke", isSafety = true });

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_urgent_outage_over_a_running_booking_is_accepted(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var company = await hub.Given.Company(facility);
        var person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id));
        var equipment = await Equipment(manager, facility.Id, "C-1");
        await hub.WithRows(db =>
        {
            var booking = new Booking
            {
                FacilityId = facility.Id, EquipmentId = equipment.Id, PersonId = person.Id, CompanyId = company.Id, BookedById = person.Id,
                StartsAt = Noon.AddHours(-1), EndsAt = Noon.AddHours(1),
            };
            db.Add(booking);
            db.Entry(booking).Property(one => one.State).CurrentValue = BookingState.InUse;
            db.Add(new Occupancy { BookingId = booking.Id, FacilityId = facility.Id, ResourceId = equipment.Id, SlotIndex = 0, From = booking.StartsAt, Until = booking.EndsAt });
            return Task.FromResult(0);
        }, Cancel);

        (await Broken(manager, facility.Id, equipment.Id, Noon.AddMinutes(-5))).Status.ShouldBe(201);

        var trouble = (await manager.Get($"/equipment/{equipment.Id}/troubles")).Items.Single()!;
        trouble["isBlocking"]!.GetValue<bool>().ShouldBeTrue();
        trouble["isSafety"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Troubles_come_from_the_equipment_from_zones_above_and_from_utilities_and_only_in_their_time(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var floor = await manager.Post($"/facilities/{facility.Id}/zones", new { code = "f1", nameEn = "x", nameJa = "x" });
        var lab = await manager.Post($"/facilities/{facility.Id}/zones", new { code = "lab", nameEn = "x", nameJa = "x", parentId = floor.Id });
        var equipment = await Equipment(manager, facility.Id, "C-1", lab.Id);
        var gas = await manager.Post("/utilities", new { facilityId = facility.Id, code = "gas", nameEn = "x", nameJa = "x" });
        var air = await manager.Post("/utilities", new { facilityId = facility.Id, code = "air", nameEn = "x", nameJa = "x", state = "partial", stateNote = "Low" });
        (await manager.Put($"/equipment/{equipment.Id}/utilities", equipment.Version,
            new { items = new[] { new { utilityId = gas.Id, isVital = true }, new { utilityId = air.Id, isVital = false } } })).Items.Count.ShouldBe(2);
        Task<ApiAnswer> Out(object what) => manager.Post("/outages", what);
        (await Out(new { facilityId = facility.Id, zoneId = floor.Id, startsAt = Noon.AddDays(1), endsAt = Noon.AddDays(2), cause = "Paint" })).Status.ShouldBe(201);
        (await Out(new { facilityId = facility.Id, utilityId = gas.Id, startsAt = Noon.AddDays(3), cause = "Leak" })).Status.ShouldBe(201);
        (await Out(new { facilityId = facility.Id, utilityId = air.Id, startsAt = Noon.AddDays(5), endsAt = Noon.AddDays(6), cause = "Filter" })).Status.ShouldBe(201);
        (await Out(new { facilityId = facility.Id, equipmentId = equipment.Id, startsAt = Noon.AddDays(1), endsAt = Noon.AddDays(2), effect = "notice", cause = "Slow" })).Status.ShouldBe(201);

        async Task<string[]> At(double from, double to) =>
            [.. (await manager.Get($"/equipment/{equipment.Id}/troubles?from={Iso(from)}&to={Iso(to)}")).Items.Select(one => $"{one!["source"]} {one["isBlocking"]}").Order()];
        (await At(0, 1)).ShouldBe(["utilityState false"]);
        (await At(0, 1.001)).ShouldBe(["equipment false", "utilityState false", "zone true"]);
        (await At(2, 3)).ShouldBe(["utilityState false"]);
        (await At(5.5, 5.6)).ShouldBe(["utility false", "utility true", "utilityState false"]);
        (await manager.Act($"/utilities/{gas.Id}/retire", "*")).Code.ShouldBe("utility.needed");
        (await manager.Put($"/equipment/{equipment.Id}", equipment.Version, new { classCode = "other", nameEn = "x", nameJa = "x" })).Code.ShouldBe("version.stale");

        static string Iso(double days) => Uri.EscapeDataString(Noon.AddDays(days).ToString("O"));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_outage_is_ended_once_it_began_and_cancelled_before(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Equipment(manager, facility.Id, "C-1");
        var (now, later) = (await Broken(manager, facility.Id, equipment.Id, Noon.AddHours(-1)), await Broken(manager, facility.Id, equipment.Id, Noon.AddDays(1), Noon.AddDays(2)));

        (await manager.Act($"/outages/{now.Id}/cancel", "*")).Code.ShouldBe("outage.begun");
        (await manager.Act($"/outages/{later.Id}/end", "*")).Code.ShouldBe("outage.not-begun");
        (await manager.Act($"/outages/{now.Id}/end", null)).Code.ShouldBe("version.required");
        (await manager.Act($"/outages/{now.Id}/end", now.Version))["endsAt"]!.GetValue<DateTimeOffset>().ShouldBe(Noon);
        (await manager.Act($"/outages/{now.Id}/end", "*")).Code.ShouldBe("outage.over");
        (await manager.Act($"/outages/{later.Id}/cancel", later.Version)).Status.ShouldBe(200);
        (await manager.Put($"/outages/{later.Id}", "*", new { startsAt = Noon, cause = "x" })).Code.ShouldBe("outage.cancelled");
        (await manager.Get($"/outages?facilityId={facility.Id}&from=2026-11-25T00:00:00Z&to=2026-11-30T00:00:00Z")).Items.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Maintenance_that_comes_again_is_planned_in_at_most_a_hundred_windows(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Equipment(manager, facility.Id, "C-1");
        Task<ApiAnswer> Plan(int windows) => manager.Post("/outages/plan", new
        {
            facilityId = facility.Id, equipmentId = equipment.Id, cause = "Weekly cleaning",
            windows = Enumerable.Range(0, windows).Select(week => new { startsAt = Noon.AddDays(7 * week), endsAt = Noon.AddDays(7 * week).AddHours(2) }),
        });
        (await Plan(0)).Code.ShouldBe("validation.failed");
        (await Plan(101)).Code.ShouldBe("validation.failed");
        (await Plan(100)).Items.Count.ShouldBe(100);
        (await manager.Get($"/outages?facilityId={facility.Id}"))["total"]!.GetValue<int>().ShouldBe(100);
        (await manager.Post("/outages", new { facilityId = facility.Id, cause = "x", startsAt = Noon })).Code.ShouldBe("validation.failed");
        (await manager.Post("/outages", new { facilityId = facility.Id, equipmentId = equipment.Id, cause = "x", startsAt = Noon, endsAt = Noon })).Code.ShouldBe("validation.failed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_calibration_past_its_day_warns_and_the_next_one_is_due_after_the_interval(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var equipment = await Equipment(manager, facility.Id, "C-1");
        Task<ApiAnswer> Due(string day) => manager.Post("/work-orders", new { equipmentId = equipment.Id, kind = "calibration", title = "Calibrate", dueOn = day, everyMonths = 12 });
        // It is the 25th, also in Japan.
        var (today, overdue) = (await Due("2026-11-25"), await Due("2026-11-24"));
        (await manager.Get($"/equipment/{equipment.Id}/troubles")).Items.Single()!["source"]!.GetValue<string>().ShouldBe("calibrationOverdue");

        (await manager.Act($"/work-orders/{overdue.Id}/begin", overdue.Version))["state"]!.GetValue<string>().ShouldBe("inProgress");
        (await manager.Act($"/work-orders/{overdue.Id}/begin", "*")).Code.ShouldBe("work-order.begun");
        (await manager.Act($"/work-orders/{overdue.Id}/close", "*", new { isDone = true, outcome = "Within 0.1 %" }))["state"]!.GetValue<string>().ShouldBe("done");
        (await manager.Act($"/work-orders/{today.Id}/close", "*", new { isDone = false, outcome = "Twice" }))["state"]!.GetValue<string>().ShouldBe("cancelled");
        (await manager.Act($"/work-orders/{today.Id}/close", "*", new { isDone = true, outcome = "x" })).Code.ShouldBe("work-order.closed");
        var next = (await manager.Get($"/work-orders?equipmentId={equipment.Id}&state=open")).Items.Single()!;
        next["dueOn"]!.GetValue<string>().ShouldBe("2027-11-25");
        (await manager.Get($"/equipment/{equipment.Id}/troubles")).Items.ShouldBeEmpty();
    }

    public sealed class Hubs : HubFixture
    {
        protected override HubOptions Options => new() { Time = new FakeTimeProvider(Noon) };
    }
}
