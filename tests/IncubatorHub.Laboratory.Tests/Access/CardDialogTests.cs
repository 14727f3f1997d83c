using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Access.Pages;
using IncubatorHub.Laboratory.Tests.Bookings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Access;

/// <summary>The dialog of a card over a real hub, pressed as a person presses it.</summary>
public sealed class CardDialogTests(BookingHubs hubs) : BunitContext, IClassFixture<BookingHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static int _count;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_left_stays_on_the_card_until_somebody_else_is_chosen()
    {
        var (world, card) = await Open();
        await world.Hub.WithRows(db => db.RoleGrants.Where(grant => grant.AccountId == world.Ann.Id).ExecuteDeleteAsync(Cancel), Cancel);
        var dialog = await Show(world, card);
        dialog.WaitForAssertion(() => Chosen(dialog, "Holder").ShouldBe($"{world.Ann.DisplayName} (no longer here)"), Deadline);
        // To another company and back, as one looks around.
        await Field(dialog, "Company").ChangeAsync(new ChangeEventArgs { Value = world.Neighbour.Id.ToString() });
        dialog.WaitForAssertion(() => Chosen(dialog, "Holder").ShouldBe("Spare card"), Deadline);
        await Field(dialog, "Company").ChangeAsync(new ChangeEventArgs { Value = world.Firm.Id.ToString() });
        dialog.WaitForAssertion(() => Chosen(dialog, "Holder").ShouldBe($"{world.Ann.DisplayName} (no longer here)"), Deadline);
        await Field(dialog, "Status").ChangeAsync(new ChangeEventArgs { Value = nameof(CardStatus.Disabled) });
        await Field(dialog, "Why it does not count").ChangeAsync(new ChangeEventArgs { Value = "Left the firm" });
        await Save(dialog);
        (await Now(world, card)).ShouldSatisfyAllConditions(
            one => one.PersonId.ShouldBe(world.Ann.Id), one => one.CompanyId.ShouldBe(world.Firm.Id), one => one.Status.ShouldBe(CardStatus.Disabled));
    }

    [Fact]
    public async Task A_company_that_has_moved_out_stays_on_the_card_too()
    {
        var (world, card) = await Open();
        await world.Hub.WithRows(async db =>
        {
            (await db.Set<Company>().SingleAsync(one => one.Id == world.Firm.Id, Cancel)).Retire(hubs.Time.GetUtcNow());
            return 0;
        }, Cancel);
        var dialog = await Show(world, card);
        dialog.WaitForAssertion(() => Chosen(dialog, "Company").ShouldEndWith("(no longer here)"), Deadline);
        await Save(dialog);
        (await Now(world, card)).CompanyId.ShouldBe(world.Firm.Id);
    }

    [Fact]
    public async Task A_date_that_is_half_typed_is_no_card_without_an_end()
    {
        var (world, card) = await Open();
        var dialog = await Show(world, card);
        // So a browser tells of a date with a part that is missing.
        await Field(dialog, "Valid until").ChangeAsync(new ChangeEventArgs { Value = "" });
        await dialog.Find("dialog form").SubmitAsync();
        dialog.WaitForElement(".field-error", Deadline);
        (await Now(world, card)).ValidUntil.ShouldBe(card.ValidUntil);
        await Field(dialog, "Without an end").ChangeAsync(new ChangeEventArgs { Value = true });
        await Save(dialog);
        (await Now(world, card)).ValidUntil.ShouldBeNull();
    }

    private static IElement Field(IRenderedComponent<CardDialog> dialog, string label)
    {
        var found = dialog.FindAll("dialog label").First(one => one.TextContent.Trim().StartsWith(label, StringComparison.Ordinal));
        return found.GetAttribute("for") is { } id ? dialog.Find($"#{id}") : found.QuerySelector("input")!;
    }

    private static string Chosen(IRenderedComponent<CardDialog> dialog, string label) =>
        Field(dialog, label).QuerySelectorAll("option").Single(one => one.HasAttribute("selected")).TextContent;

    private static async Task Save(IRenderedComponent<CardDialog> dialog)
    {
        await dialog.Find("dialog form").SubmitAsync();
        dialog.FindAll(".notice-error, .field-error").ShouldBeEmpty();
    }

    private static Task<AccessCard> Now(BookingWorld world, AccessCard card) =>
        world.Hub.WithRows(db => db.AccessCards.AsNoTracking().SingleAsync(one => one.Id == card.Id, Cancel), Cancel);

    private async Task<(BookingWorld World, AccessCard Card)> Open()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var world = await BookingWorld.In(await hubs.On(DatabaseProvider.Sqlite));
        var card = await world.Hub.WithRows(db =>
        {
            var one = new AccessCard
            {
                FacilityId = world.House.Id, NumberHash = Interlocked.Increment(ref _count).ToString("x64", CultureInfo.InvariantCulture), LastFour = "1234", PersonId = world.Ann.Id,
                CompanyId = world.Firm.Id, ValidFrom = hubs.Time.GetUtcNow(), ValidUntil = hubs.Time.GetUtcNow().AddDays(30),
            };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        return (world, card);
    }

    private async Task<IRenderedComponent<CardDialog>> Show(BookingWorld world, AccessCard card)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var manager = await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(world.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(world.Hub.Given.AtScreen(manager));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var view = await world.Hub.WithRows(db => db.AccessCards.Where(one => one.Id == card.Id).Select(CardView.Of(db)).SingleAsync(Cancel), Cancel);
        return Render<CardDialog>(parameters => parameters.Add(one => one.FacilityId, world.House.Id).Add(one => one.Card, view));
    }
}
