using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.LabEquipment.Pages;
using IncubatorHub.Laboratory.Tests.Bookings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

/// <summary>The programme's list of classes, and what an instrument depends on, pressed as a person presses them.</summary>
public sealed class EquipmentPagesTests(BookingHubs hubs) : BunitContext, IClassFixture<BookingHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_officer_adds_a_class_and_is_told_in_place_what_is_wrong()
    {
        var world = await Open();
        Sit(world, await world.Hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer)));
        var page = Render<EquipmentClassesPage>();
        await Press(page, "New class");
        await Type(page, "Code", "laser-scanner");
        await Type(page, "English name", "Laser scanner");
        await Type(page, "Japanese name", "レーザースキャナー");
        await Type(page, "Metric that tells of use", "power");
        await Type(page, "In use at or above", "50");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForElement(".field-error", Deadline);
        await Type(page, "Idle at or below", "20");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        var made = await world.Hub.WithRows(db => db.EquipmentClasses.AsNoTracking().SingleAsync(one => one.Code == "laser-scanner", Cancel), Cancel);
        (made.UseMetric, made.OnAbove, made.OffBelow, made.MinOnSeconds).ShouldBe(("power", 50, 20, 60));
    }

    [Fact]
    public async Task A_manager_reads_the_classes_and_changes_none()
    {
        var world = await Open();
        Sit(world, await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id)));
        var page = Render<EquipmentClassesPage>();
        page.WaitForAssertion(() => page.Markup.ShouldContain("autoclave"), Deadline);
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("New class") || button.TextContent.Trim() == "Edit");
    }

    [Fact]
    public async Task A_manager_says_what_an_instrument_depends_on()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var gas = await world.Hub.WithRows(db =>
        {
            var one = new Utility { FacilityId = world.House.Id, Code = "gas", NameEn = "Nitrogen", NameJa = "窒素" };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        Sit(world, await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id)));
        var page = Render<EquipmentPage>(parameters => parameters.Add(one => one.Id, instrument.Id));
        page.WaitForElement("[aria-label='Edit: Utilities that it depends on']", Deadline);
        await page.Find("[aria-label='Edit: Utilities that it depends on']").ClickAsync();
        await page.WaitForElement("dialog select", Deadline).ChangeAsync(new ChangeEventArgs { Value = "vital" });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        page.WaitForAssertion(() => page.Markup.ShouldContain("Nitrogen"), Deadline);
        (await world.Hub.WithRows(db => db.UtilityNeeds.AsNoTracking().SingleAsync(one => one.EquipmentId == instrument.Id, Cancel), Cancel)).ShouldSatisfyAllConditions(
            need => need.UtilityId.ShouldBe(gas.Id), need => need.IsVital.ShouldBeTrue());
    }

    private static async Task Press<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)), Deadline);
        await page.FindAll("button").Last(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)).ClickAsync();
    }

    private static Task Type<TPage>(IRenderedComponent<TPage> page, string label, string text)
        where TPage : IComponent
    {
        var found = page.FindAll("dialog label").First(one => one.TextContent.Trim().StartsWith(label, StringComparison.Ordinal));
        return page.Find($"#{found.GetAttribute("for")}").ChangeAsync(new ChangeEventArgs { Value = text });
    }

    private async Task<BookingWorld> Open()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await BookingWorld.In(await hubs.On(DatabaseProvider.Sqlite));
    }

    private void Sit(BookingWorld world, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(world.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(world.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }
}
