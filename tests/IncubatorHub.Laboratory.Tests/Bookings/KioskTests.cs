using System.Net;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings.Kiosks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class KioskTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_kiosk_shows_who_is_late_and_what_is_next_without_a_name(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        (await world.AsAnn.Post("/bookings", Wish(instrument, At(9), At(11)))).Status.ShouldBe(201);
        (await world.AsEve.Post("/bookings", Wish(instrument, At(13), At(14)))).Status.ShouldBe(201);

        var page = await Page(world, await Link(world, instrument));

        page.ShouldContain(instrument.NameEn);
        page.ShouldContain($"{KioskBooking.Initials(world.Ann.DisplayName)} · {world.Firm.Code}");
        page.ShouldContain("Not here yet");
        page.ShouldContain("13:00–14:00");
        page.ShouldNotContain(world.Ann.DisplayName);
        page.ShouldNotContain(world.Eve.DisplayName);
        page.ShouldNotContain("Pellets");
    }

    [Theory]
    [InlineData("Haruto Sato (佐藤 陽翔)", "H. S.")]
    [InlineData("佐藤　陽翔", "佐. 陽.")]
    [InlineData("Ann", "A.")]
    [InlineData("Maria da Silva", "M. D.")]
    [InlineData("(nobody)", "")]
    public void Initials_are_the_first_letters_of_two_words(string name, string initials) => KioskBooking.Initials(name).ShouldBe(initials);

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_new_link_ends_the_old_one_and_a_revoked_one_shows_nothing(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var first = await Link(world, instrument);
        var second = await Link(world, instrument);
        (await world.Hub.Anonymous().GetAsync(first, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Hub.Anonymous().GetAsync(second, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.Manager.Get($"/facilities/{world.House.Id}/kiosk-links")).Body!.AsArray().Count.ShouldBe(1);

        (await world.Manager.Act($"/equipment/{instrument.Id}/kiosk-link/revoke", null)).Status.ShouldBe(204);

        (await world.Hub.Anonymous().GetAsync(second, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.AsAnn.Post($"/equipment/{instrument.Id}/kiosk-link", new { })).Status.ShouldBe(403);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_holders_code_checks_in_and_nobody_elses_does(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var (instrument, other) = (await world.Instrument(), await world.Instrument());
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(9), At(11)));
        var elsewhere = await world.AsAnn.Post("/bookings", Wish(other, At(12), At(13)));
        var (link, _) = (await Link(world, instrument), await Link(world, other));
        var codes = (await world.Hub.Given.AtScreen(world.Ann).Run(new ReadCheckInCodes.Request([booking.Id, elsewhere.Id]), Cancel)).Answer.Codes;
        (await world.Hub.Given.AtScreen(world.Bob).Run(new ReadCheckInCodes.Request([booking.Id]), Cancel)).Answer.Codes.ShouldBeEmpty();

        (await Type(world, link, codes[elsewhere.Id])).ShouldBe($"{link}?said=kiosk.unknown");
        (await Type(world, link, codes[booking.Id].Insert(3, " "))).ShouldBe($"{link}?said=welcome");

        (await world.AsAnn.Get($"/bookings/{booking.Id}"))["state"]!.GetValue<string>().ShouldBe("checkedIn");
        (await Type(world, link, codes[booking.Id])).ShouldBe($"{link}?said=kiosk.unknown");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_card_checks_its_holder_in_unless_it_is_lost(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(9), At(11)));
        var link = await Link(world, instrument);
        await Card(world, "04A1B2C3D4", world.Bob.Id, CardStatus.Active);
        await Card(world, "04A1B2C3D5", world.Ann.Id, CardStatus.Lost);
        await Card(world, "04A1B2C3D6", world.Ann.Id, CardStatus.Active);

        (await Type(world, link, "04A1B2C3D4")).ShouldBe($"{link}?said=kiosk.unknown");
        (await Type(world, link, "04A1B2C3D5")).ShouldBe($"{link}?said=kiosk.unknown");
        (await Type(world, link, "04a1b2c3d6")).ShouldBe($"{link}?said=welcome");

        (await world.AsAnn.Get($"/bookings/{booking.Id}"))["checkInEvidence"]!.GetValue<string>().ShouldBe("kiosk");
    }

    [Fact]
    public async Task After_ten_tries_in_a_minute_a_kiosk_takes_no_more()
    {
        var world = await In(await hubs.On(DatabaseProvider.Sqlite));
        var link = await Link(world, await world.Instrument());
        for (var n = 0; n < KioskTries.AMinute; n++)
            (await Type(world, link, "000000")).ShouldBe($"{link}?said=kiosk.unknown");
        (await Type(world, link, "000000")).ShouldBe($"{link}?said=kiosk.too-many-tries");
    }

    [Fact]
    public async Task What_a_strangers_link_says_is_not_repeated()
    {
        var world = await In(await hubs.On(DatabaseProvider.Sqlite));
        var page = await Page(world, $"{await Link(world, await world.Instrument())}?said=Call+0120-000-000");
        page.ShouldNotContain("0120");
    }

    [Fact]
    public async Task A_link_that_never_was_answers_as_one_that_ended()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        (await hub.Anonymous().GetAsync("/kiosk/never", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Link(BookingWorld world, Equipment instrument)
    {
        var made = await world.Manager.Post($"/equipment/{instrument.Id}/kiosk-link", new { });
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        return made["path"]!.GetValue<string>();
    }

    private static Task<bool> Card(BookingWorld world, string number, Guid person, CardStatus status) => world.Hub.WithRows(async db =>
    {
        db.Add(new AccessCard
        {
            FacilityId = world.House.Id, NumberHash = await world.Hub.Services.GetRequiredService<CardNumbers>().HashOf(db, world.House.Id, number, Cancel),
            LastFour = number[^4..], PersonId = person, CompanyId = world.Firm.Id, ValidFrom = At(8, day: -1), Status = status,
        });
        return true;
    }, Cancel);

    private static async Task<string> Page(BookingWorld world, string path) =>
        WebUtility.HtmlDecode(await world.Hub.Anonymous().GetStringAsync(path, Cancel));

    private static async Task<string?> Type(BookingWorld world, string link, string typed)
    {
        using var form = new SignInForm(world.Hub);
        return await form.Post($"{link}/check-in", Cancel, ("typed", typed));
    }
}
