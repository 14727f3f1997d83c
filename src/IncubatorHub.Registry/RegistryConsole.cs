using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry.Facilities.Pages;
using IncubatorHub.Registry.People.Pages;

namespace IncubatorHub.Registry;

/// <summary>What this wing's modules bring to the console.</summary>
public static class RegistryConsole
{
    /// <summary>Navigation, parts of pages, and texts.</summary>
    public static IServiceCollection AddRegistryConsole(this IServiceCollection services) => services
        .AddSharedTexts<FacilityTexts>()
        .AddSharedTexts<PeopleTexts>()
        .AddSingleton(new TopBarPart(typeof(FacilitySearch), Right.ReadFacility))
        .AddNavigation<FacilityTexts>("/", "NavOverview", "map", Right.ReadFacility, 100)
        .AddNavigation<FacilityTexts>("/facilities", "NavFacilities", "apartment", Right.ReadFacility, 110);
}
