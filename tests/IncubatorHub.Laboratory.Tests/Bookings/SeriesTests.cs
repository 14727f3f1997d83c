using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class SeriesTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private static object Weekly(Guid equipmentId, string mode, string lastOn = "2026-12-16") => new
    {
        equipmentId, recurrence = "weekly", firstOn = "2026-11-25", lastOn, timeOfDay = "13:00:00", minutes = 60, mode,
    };

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task All_or_nothing_makes_none_and_names_each_conflict(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        (await world.AsEve.Post("/bookings", Wish(instrument, At(13, day: 7), At(14, day: 7)))).Status.ShouldBe(201);
        var refused = await world.AsAnn.Post("/booking-series", Weekly(instrument.Id, "allOrNothing"));
        refused.Code.ShouldBe("booking.series-refused");
        var occurrences = refused["refused"]!.AsArray();
        (occurrences.Count, occurrences[0]!["code"]!.GetValue<string>()).ShouldBe((1, "booking.overlap"));
        (await world.AsAnn.Get("/bookings?mine=true")).Items.Count.ShouldBe(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Skipping_conflicts_makes_the_others_and_lists_what_was_left_out(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        (await world.AsEve.Post("/bookings", Wish(instrument, At(13, day: 7), At(14, day: 7)))).Status.ShouldBe(201);
        var made = await world.AsAnn.Post("/booking-series", Weekly(instrument.Id, "skipConflicts"));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        made["bookings"]!.AsArray().Select(one => one!["startsAt"]!.GetValue<DateTimeOffset>()).ShouldBe([At(13), At(13, day: 14), At(13, day: 21)]);
        made["refused"]!.AsArray().Single()!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(13, day: 7));
        (await world.AsAnn.Get($"/bookings?seriesId={made.Id}")).Items.Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_to_come_of_a_series_is_given_back_from_a_day_on(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var made = await world.AsAnn.Post("/booking-series", Weekly(instrument.Id, "allOrNothing"));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        (await world.AsEve.Act($"/booking-series/{made.Id}/cancel", null)).Code.ShouldBe("not-found");
        var cancelled = await world.AsAnn.Act($"/booking-series/{made.Id}/cancel?from={Uri.EscapeDataString(At(0, day: 10).ToString("O"))}", null);
        (cancelled.Status, cancelled["cancelled"]!.GetValue<int>()).ShouldBe((200, 2), cancelled.Body?.ToJsonString());
        (await world.AsAnn.Get($"/bookings?seriesId={made.Id}&live=true")).Items.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_preview_refuses_what_booking_leaves_out_and_the_series_remembers_why(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var limits = new { facilityId = world.House.Id, equipmentId = instrument.Id, nameEn = "Few", nameJa = "少数", rules = new { openLimits = new[] { new { holder = "person", scope = "item", count = 2 } } } };
        (await world.Manager.Post("/policy-sets", limits)).Status.ShouldBe(201);
        (await world.AsEve.Post("/bookings", Wish(instrument, At(13, day: 7), At(14, day: 7)))).Status.ShouldBe(201);

        // The first and the third are made; the fourth is one too many only because they are.
        var preview = await world.AsAnn.Post("/booking-series/preview", Weekly(instrument.Id, "skipConflicts"));
        preview.Status.ShouldBe(200, preview.Body?.ToJsonString());
        CodesOf(preview["occurrences"]!).ShouldBe(["", "booking.overlap", "", "booking.open-count"]);
        (await world.AsAnn.Get("/bookings?mine=true")).Items.Count.ShouldBe(0, "a preview books nothing");

        var made = await world.AsAnn.Post("/booking-series", Weekly(instrument.Id, "skipConflicts"));
        CodesOf(made["refused"]!).ShouldBe(["booking.overlap", "booking.open-count"]);
        var series = await world.AsBob.Get($"/booking-series/{made.Id}");
        (series.Status, series["lastOn"]!.GetValue<string>(), series["personName"]!.GetValue<string>()).ShouldBe((200, "2026-12-16", world.Ann.DisplayName));
        var skipped = series["skipped"]!.AsArray();
        skipped.Select(one => one!["code"]!.GetValue<string>()).ShouldBe(["booking.overlap", "booking.open-count"]);
        skipped[0]!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(13, day: 7));
        skipped[0]!["reasons"]![0]!["messageJa"]!.GetValue<string>().ShouldNotBeEmpty();
        (await world.AsEve.Get($"/booking-series/{made.Id}")).Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task Staff_is_asked_for_at_each_booking_of_a_series()
    {
        var world = await In(await hubs.On(DatabaseProvider.Sqlite));
        var instrument = await world.Instrument();
        var wish = new { equipmentId = instrument.Id, recurrence = "daily", every = 2, firstOn = "2026-11-26", lastOn = "2027-11-26", count = 3, timeOfDay = "09:00:00", minutes = 60, isAssisted = true };
        var preview = await world.AsAnn.Post("/booking-series/preview", wish);
        preview["occurrences"]!.AsArray().ShouldAllBe(one => one!["needsApproval"]!.GetValue<bool>());
        var made = await world.AsAnn.Post("/booking-series", wish);
        made["bookings"]!.AsArray().Select(one => (one!["state"]!.GetValue<string>(), one["isAssisted"]!.GetValue<bool>(), one["startsAt"]!.GetValue<DateTimeOffset>()))
            .ShouldBe([("pendingApproval", true, At(9, day: 1)), ("pendingApproval", true, At(9, day: 3)), ("pendingApproval", true, At(9, day: 5))]);
    }

    private static IEnumerable<string> CodesOf(System.Text.Json.Nodes.JsonNode each) =>
        each.AsArray().Select(one => string.Join(',', one!["violations"]!.AsArray().Select(found => found!["code"]!.GetValue<string>())));

    [Fact]
    public async Task A_series_of_one_or_beyond_two_years_is_no_series()
    {
        var world = await In(await hubs.On(DatabaseProvider.Sqlite));
        var instrument = await world.Instrument();
        (await world.AsAnn.Post("/booking-series", Weekly(instrument.Id, "skipConflicts", lastOn: "2026-11-26"))).Code.ShouldBe("validation.failed");
        (await world.AsAnn.Post("/booking-series", Weekly(instrument.Id, "skipConflicts", lastOn: "2028-11-26"))).Code.ShouldBe("validation.failed");
    }
}
