using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>The calendar while time goes on; a class of its own, for its clock moves.</summary>
public sealed class CalendarPageTests(BookingHubs hubs) : BunitContext, IClassFixture<BookingHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_calendar_names_ones_own_bookings_hides_others_and_hears_of_changes()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var world = await In(await hubs.On(DatabaseProvider.Sqlite));
        var instrument = await world.Instrument();
        (await world.AsAnn.Post("/bookings", Wish(instrument, At(10), At(11)))).Status.ShouldBe(201);
        (await world.AsEve.Post("/bookings", Wish(instrument, At(13), At(14)))).Status.ShouldBe(201);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(world.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(world.Hub.Given.AtScreen(world.Ann));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var page = Render<CalendarPage>();
        page.WaitForElement(".board-own", Deadline).TextContent.ShouldContain(world.Ann.DisplayName);
        page.FindAll(".board-taken").Count.ShouldBe(1);
        page.Markup.ShouldNotContain(world.Eve.DisplayName);

        (await world.AsEve.Post("/bookings", Wish(instrument, At(15), At(16)))).Status.ShouldBe(201);
        hubs.Time.Advance(TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => page.FindAll(".board-taken").Count.ShouldBe(2), Deadline);
    }
}
