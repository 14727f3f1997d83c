using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>Requests of a series that are decided on together.</summary>
public sealed class SeriesApprovalTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Each_is_judged_and_what_speaks_against_one_leaves_nothing_of_it_behind(DatabaseProvider database)
    {
        var (world, series, instrument) = await Asked(database);
        var staff = await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));
        await Outage(world, instrument, isSafety: true);
        var decided = await world.Manager.Act($"/booking-series/{series}/approve", null, new { assistedById = staff.Id });
        (decided.Status, decided["decided"]!.GetValue<int>()).ShouldBe((200, 2), decided.Body?.ToJsonString());
        var kept = decided["kept"]!.AsArray().ShouldHaveSingleItem()!;
        (kept["code"]!.GetValue<string>(), kept["violations"]![0]!["code"]!.GetValue<string>()).ShouldBe(("booking.outage", "booking.outage"));
        var rows = await Rows(world, series);
        rows.Select(one => one.State).ShouldBe([BookingState.Confirmed, BookingState.PendingApproval, BookingState.Confirmed]);
        rows.Select(one => one.AssistedById).ShouldBe([staff.Id, null, staff.Id], "who is named is named where it was approved");
        rows.Select(one => one.Revision).ShouldBe([1, 0, 1]);
        (await Acts(world, rows)).ShouldBe(["ApproveSeries", "ApproveSeries"], "each is in the audit trail on its own");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Rules_are_set_aside_for_all_of_them_with_a_reason(DatabaseProvider database)
    {
        var (world, series, instrument) = await Asked(database);
        var staff = await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));
        await Outage(world, instrument, isSafety: false);
        var decided = await world.Manager.Act($"/booking-series/{series}/approve", null, new { assistedById = staff.Id, @override = new { rules = new[] { "booking.outage" }, reason = "Works by hand" } });
        (decided["decided"]!.GetValue<int>(), decided["kept"]!.AsArray().Count).ShouldBe((3, 0), decided.Body?.ToJsonString());
        (await Rows(world, series)).Select(one => one.OverriddenRules).ShouldBe(["", "booking.outage", ""], "only where it spoke against it");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Those_that_were_decided_meanwhile_are_named_and_the_others_are_rejected_with_the_reason(DatabaseProvider database)
    {
        var (world, series, _) = await Asked(database);
        var ids = (await Rows(world, series)).ConvertAll(one => one.Id);
        (await world.Manager.Act($"/bookings/{ids[0]}/reject", "*", new { reason = "No" })).Status.ShouldBe(200);
        (await world.Manager.Act($"/booking-series/{series}/reject", null, new { reason = "", bookingIds = ids })).Code.ShouldBe("validation.failed");
        var decided = await world.Manager.Act($"/booking-series/{series}/reject", null, new { reason = "The room is let", bookingIds = ids.Take(2) });
        (decided["decided"]!.GetValue<int>(), decided["kept"]!.AsArray().Single()!["code"]!.GetValue<string>()).ShouldBe((1, "booking.wrong-state"), decided.Body?.ToJsonString());
        (await Rows(world, series)).Select(one => (one.State, one.EndReason)).ShouldBe([(BookingState.Rejected, "No"), (BookingState.Rejected, "The room is let"), (BookingState.PendingApproval, "")]);
    }

    [Fact]
    public async Task Only_whoever_runs_the_house_decides_and_a_name_that_is_wrong_for_all_is_a_problem_of_all()
    {
        var (world, series, _) = await Asked(DatabaseProvider.Sqlite);
        (await world.AsAnn.Act($"/booking-series/{series}/approve", null)).Code.ShouldBe("auth.forbidden");
        (await world.Hub.Given.SignedIn(await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, (await world.Hub.Given.Facility()).Id)))
            .Act($"/booking-series/{series}/approve", null)).Code.ShouldBe("not-found");
        (await world.Manager.Act($"/booking-series/{series}/approve", null, new { assistedById = world.Bob.Id })).Code.ShouldBe("validation.failed");
        (await world.Manager.Act($"/booking-series/{series}/approve", null))["kept"]!.AsArray().Select(one => one!["code"]!.GetValue<string>()).Distinct().ShouldBe(["booking.staff-missing"]);
        (await Rows(world, series)).ShouldAllBe(one => one.State == BookingState.PendingApproval);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_preview_tells_what_would_be_left_if_rules_were_set_aside_and_by_whom(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        (await world.Manager.Post("/policy-sets", new { facilityId = world.House.Id, equipmentId = instrument.Id, nameEn = "Short", nameJa = "短時間", rules = new { maxMinutes = 30 } })).Status.ShouldBe(201);
        var wish = new
        {
            equipmentId = instrument.Id, recurrence = "weekly", firstOn = "2026-11-25", lastOn = "2026-12-02", timeOfDay = "13:00:00", minutes = 60, personId = world.Ann.Id,
            setAside = new[] { "booking.too-long" },
        };
        var preview = await world.Manager.Post("/booking-series/preview", wish);
        preview["occurrences"]!.AsArray().ShouldAllBe(one => one!["isAllowed"]!.GetValue<bool>() && one["setAside"]![0]!["code"]!.GetValue<string>() == "booking.too-long", preview.Body?.ToJsonString());
        preview = await world.AsAnn.Post("/booking-series/preview", wish);
        preview["occurrences"]!.AsArray().ShouldAllBe(one => !one!["isAllowed"]!.GetValue<bool>() && one["setAside"]!.AsArray().Count == 0, "a tenant sets nothing aside");
    }

    // Three assisted sessions, a week apart, that wait.
    private async Task<(BookingWorld World, Guid Series, Guid Instrument)> Asked(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var made = await world.AsAnn.Post("/booking-series", new
        {
            equipmentId = instrument.Id, recurrence = "weekly", firstOn = "2026-11-25", lastOn = "2026-12-09", timeOfDay = "13:00:00", minutes = 60, isAssisted = true,
        });
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        return (world, made.Id, instrument.Id);
    }

    private static Task Outage(BookingWorld world, Guid instrument, bool isSafety) => world.Hub.WithRows(db =>
    {
        db.Add(new Outage { FacilityId = world.House.Id, EquipmentId = instrument, StartsAt = At(0, day: 7), EndsAt = At(0, day: 8), IsSafety = isSafety, Cause = "Leak" });
        return Task.FromResult(true);
    }, Cancel);

    private static Task<List<Booking>> Rows(BookingWorld world, Guid series) =>
        world.Hub.WithRows(db => db.Bookings.AsNoTracking().Where(one => one.SeriesId == series).OrderBy(one => one.StartsAt).ToListAsync(Cancel), Cancel);

    private static Task<List<string>> Acts(BookingWorld world, List<Booking> rows)
    {
        var ids = rows.ConvertAll(one => one.Id);
        return world.Hub.WithRows(db => db.Set<AuditEntry>().Where(one => one.Act == "ApproveSeries" && one.Subject == "Booking" && ids.Contains(one.SubjectId)).Select(one => one.Act).ToListAsync(Cancel), Cancel);
    }
}
