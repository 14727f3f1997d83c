using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>Pages over a real hub whose clock stands at nine in the morning, pressed as a person presses them.</summary>
public abstract class BookingPages(BookingHubs hubs) : BunitContext
{
    private protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private protected async Task<BookingWorld> Open()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await BookingWorld.In(await hubs.On(DatabaseProvider.Sqlite));
    }

    private protected void Sit(BookingWorld world, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(world.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(world.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private protected static Task<Account> Manager(BookingWorld world) => world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));

    /// <summary>Presses the last button that ends with this text, once it may be pressed.</summary>
    private protected static async Task Press<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal) && !button.HasAttribute("disabled")), Deadline);
        await page.FindAll("button").Last(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)).ClickAsync();
    }

    /// <summary>Chooses an option of the dialog by its value.</summary>
    private protected static Task Select<TPage>(IRenderedComponent<TPage> page, string option)
        where TPage : IComponent => page.WaitForElement($"dialog option[value='{option}']", Deadline).ParentElement!.ChangeAsync(new ChangeEventArgs { Value = option });

    /// <summary>Fills in the field of the dialog whose label begins with this.</summary>
    private protected static Task Type<TPage>(IRenderedComponent<TPage> page, string label, string text)
        where TPage : IComponent
    {
        var found = page.FindAll("dialog label").First(one => one.TextContent.Trim().StartsWith(label, StringComparison.Ordinal));
        return page.Find($"#{found.GetAttribute("for")}").ChangeAsync(new ChangeEventArgs { Value = text });
    }

    private protected static Task<Booking> TheBooking(BookingWorld world, Guid equipmentId) =>
        world.Hub.WithRows(db => db.Bookings.AsNoTracking().SingleAsync(one => one.EquipmentId == equipmentId, Cancel), Cancel);

    /// <summary>Waits until an offer holds the instrument: handlers of the outbox run after the commit.</summary>
    private protected static async Task Held(BookingWorld world, Guid equipmentId)
    {
        for (var attempt = 0; !await world.Hub.WithRows(db => db.Bookings.AnyAsync(one => one.EquipmentId == equipmentId && one.State == BookingState.Held, Cancel), Cancel); attempt++)
        {
            (attempt < 400).ShouldBeTrue("No offer within 20 s");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
