using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.Evidence.Pages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Evidence;

/// <summary>Whose uses were whose, and the correction, pressed as a manager presses it.</summary>
public sealed class UsePagesTests(LedHubs hubs) : BunitContext, IClassFixture<LedHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manager_says_who_really_used_an_instrument_and_the_case_is_closed_by_it()
    {
        var (room, booking) = await Given();
        var page = Show<FacilityUses>(room, await Manager(room), parameters => parameters.Add(one => one.FacilityId, room.House.Id));
        await page.WaitForElement("[aria-label^='Correct']", Deadline).ClickAsync();
        await Correct(page, booking);
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        page.WaitForAssertion(() => page.Find("tbody").TextContent.ShouldContain(room.Holder.DisplayName), Deadline);
        var row = await room.Hub.WithRows(db => db.SessionAttributions.AsNoTracking().SingleAsync(one => one.EquipmentId == room.World.Instrument.Id, Cancel), Cancel);
        (row.BookingId, row.IsCorrected, row.Note, row.Confidence).ShouldBe((booking.Id, true, "Seen by the staff", 100));
        (await CaseStates(room)).ShouldBe([CaseState.Dismissed]);
        // Among those of nobody it is no more.
        await page.Find(".filters input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        page.WaitForAssertion(() => page.FindAll("tbody [aria-label^='Correct']").ShouldBeEmpty(), Deadline);
    }

    [Fact]
    public async Task A_case_leads_to_the_correction_too()
    {
        var (room, booking) = await Given();
        var page = Show<FacilityCases>(room, await Manager(room), parameters => parameters.Add(one => one.FacilityId, room.House.Id));
        await page.WaitForElement("[aria-label^='Correct']", Deadline).ClickAsync();
        await Correct(page, booking);
        page.WaitForAssertion(() => page.FindAll("[aria-label^='Correct']").ShouldBeEmpty(), Deadline);
        (await CaseStates(room)).ShouldBe([CaseState.Dismissed]);
    }

    [Fact]
    public async Task Who_may_not_manage_bookings_reads_and_corrects_nothing()
    {
        var (room, _) = await Given();
        var page = Show<FacilityUses>(room, await room.Hub.Given.Person(Grant.Everywhere(Role.Auditor)), parameters => parameters.Add(one => one.FacilityId, room.House.Id));
        page.WaitForAssertion(() => page.Find("tbody").TextContent.ShouldContain("Nobody known"), Deadline);
        page.FindAll("[aria-label^='Correct']").ShouldBeEmpty();
    }

    private static async Task Correct<TPage>(IRenderedComponent<TPage> page, Booking booking)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => page.FindAll($"dialog option[value='{booking.Id}']").ShouldHaveSingleItem(), Deadline);
        await page.Find("dialog select").ChangeAsync(new ChangeEventArgs { Value = booking.Id.ToString() });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForElement("dialog .field-error", Deadline).TextContent.ShouldNotBeEmpty();
        await page.Find("dialog input").ChangeAsync(new ChangeEventArgs { Value = "Seen by the staff" });
        await page.Find("dialog form").SubmitAsync();
    }

    private static Task<List<CaseState>> CaseStates(DoorRoom room) =>
        room.Hub.WithRows(db => db.UsageCases.Where(one => one.EquipmentId == room.World.Instrument.Id).Select(one => one.State).ToListAsync(Cancel), Cancel);

    private static Task<Account> Manager(DoorRoom room) => room.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, room.House.Id));

    // A use two hours after the holder's booking, which explains nothing by itself.
    private async Task<(DoorRoom Room, Booking Booking)> Given()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var room = await DoorRoom.At(hubs, DatabaseProvider.Sqlite, AutomationMode.On);
        var now = hubs.Time.GetUtcNow();
        var booking = await room.Book(now.AddHours(-3), 60);
        await room.Uses(now.AddMinutes(-30), now.AddMinutes(-10));
        (await CaseStates(room)).ShouldBe([CaseState.Open]);
        return (room, booking);
    }

    private IRenderedComponent<TPage> Show<TPage>(DoorRoom room, Account person, Action<ComponentParameterCollectionBuilder<TPage>> parameters)
        where TPage : IComponent
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(room.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(room.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Render(parameters);
    }
}
