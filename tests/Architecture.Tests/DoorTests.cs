using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Architecture.Tests;

/// <summary>
/// What a wing shows: modules, tables, entities, records (views, requests, events), options, enums and pages, and the classes that another
/// assembly really calls. Anything else is internal.
/// </summary>
public sealed class DoorTests
{
    private static readonly string[] Kinds = ["Module", "Tables", "Wing", "Wings", "Options", "Texts"];

    /// <summary>Doors for the console, the demo and the benchmark that had not yet called them when the wing was opened.</summary>
    private static readonly string[] OpenOnPurpose =
    [
        "IncubatorHub.Registry.Facilities.Pages.ReferenceNames", "IncubatorHub.Registry.People.Pages.GrantChoices",
        "IncubatorHub.Devices.Gateways.Catalogue.UcumUnit",
        // What a page hands to its parts is as public as razor makes them.
        "IncubatorHub.Laboratory.Bookings.Pages.PolicyForm", "IncubatorHub.Laboratory.Bookings.Pages.WindowRow", "IncubatorHub.Laboratory.Bookings.Pages.LimitRow",
        "IncubatorHub.Laboratory.Bookings.Pages.BookingForm", "IncubatorHub.Laboratory.Bookings.Pages.SeriesForm", "IncubatorHub.Laboratory.Bookings.Pages.WaitingRequest",
        // Two kinds of rows stand on it, which are as public as rows are.
        "IncubatorHub.Incubation.Admissions.Calls.CallSheet",
        "IncubatorHub.Devices.Broker.BrokerEndpoints", "IncubatorHub.Devices.Broker.GatewayConnections",
        "IncubatorHub.Devices.Broker.GatewayMessageHandler", "IncubatorHub.Devices.Broker.GatewayInbox",
        "IncubatorHub.Devices.Readings.BoundedFeed`1", "IncubatorHub.Devices.Readings.DiscoveredSeries",
        "IncubatorHub.Devices.Readings.LiveEvents", "IncubatorHub.Devices.Readings.Quarantine",
        "IncubatorHub.Devices.Admission.GatewayDirectory", "IncubatorHub.Devices.Admission.GatewayIdentity",
        "IncubatorHub.Devices.Admission.IngestCounts", "IncubatorHub.Devices.Admission.IngestCounters",
    ];

    [Fact]
    public void Only_doors_are_public()
    {
        var used = Used(Product.Assemblies);
        Product.WingAssemblies.SelectMany(assembly => Shown(assembly, used)).ShouldBeEmpty();
    }

    [Fact]
    public void Canary_a_public_class_that_nobody_outside_calls_is_seen() =>
        Shown(Product.Canaries, Used(Product.Assemblies)).ShouldContain("Architecture.Canaries.Rooms.RoomManager is public, and nobody outside uses it");

    private static ILookup<string, string> Used(IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(assembly => Product.Uses(assembly).Select(use => (use.To, User: assembly.GetName().Name!)))
        .ToLookup(use => use.To.Split('`')[0], use => use.User);

    private static IEnumerable<string> Shown(Assembly assembly, ILookup<string, string> used)
    {
        var rows = assembly.GetTypes().SelectMany(type => type.GetInterfaces())
            .Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>))
            .Select(one => one.GenericTypeArguments[0]).ToHashSet();
        return from type in Product.Written(assembly)
               where type.IsPublic && !type.IsEnum && type.Name != "_Imports" && !OpenOnPurpose.Contains(type.FullName) && !IsRecord(type) && !rows.Contains(type)
                   && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                   && !Kinds.Any(kind => type.Name.EndsWith(kind, StringComparison.Ordinal))
                   && used[type.FullName!.Split('`')[0]].All(user => user == assembly.GetName().Name)
               select $"{type.FullName} is public, and nobody outside uses it";
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null);
}
