using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Facilities.Pages;
using IncubatorHub.Registry.Notifications.Pages;
using IncubatorHub.Registry.Operations.Pages;
using IncubatorHub.Registry.People.Pages;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.Registry.Tenancies.Pages;
using IncubatorHub.Registry.Webhooks.Pages;

namespace IncubatorHub.Registry;

/// <summary>What this wing's modules bring to the console.</summary>
public static class RegistryConsole
{
    /// <summary>Navigation, parts of pages, and texts.</summary>
    public static IServiceCollection AddRegistryConsole(this IServiceCollection services) => services
        .AddSharedTexts<FacilityTexts>()
        .AddSharedTexts<PeopleTexts>()
        .AddSharedTexts<TenancyTexts>()
        .AddSingleton(new TopBarPart(typeof(FacilitySearch), Right.ReadFacility))
        .AddNavigation<FacilityTexts>("/", "NavOverview", "map", Right.ReadFacility, 100)
        .AddPagePart<FacilityTexts, ZonesAndUnits>(PagePlaces.Facility, "zones", "TabZones", Right.ReadFacility, 100, isForHouse: true)
        .AddNavigation<FacilityTexts>("/facilities", "NavFacilities", "apartment", Right.ReadFacility, 110)
        .AddNavigation<TenancyTexts>("/companies", "NavCompanies", "business_center", Right.ReadCompany, 120)
        .AddNavigation<PeopleTexts>("/people", "NavPeople", "group", Right.ReadCompanyPeople, 310)
        .AddNavigation<PeopleTexts>("/account/keys", "NavKeys", "key", Right.SignedIn, 320)
        .AddSharedTexts<NoticeTexts>()
        .AddSharedTexts<WebhookTexts>()
        .AddNavigation<NoticeTexts>("/account/notices", "NavNotices", "notifications", Right.SignedIn, 324)
        .AddNavigation<WebhookTexts>("/webhooks", "NavWebhooks", "webhook", Right.EditWebhook, 330)
        .AddSharedTexts<OperationsTexts>()
        .AddNavigation<OperationsTexts>("/operations", "NavOperations", "schedule", Right.OperateSystem, 360)
        .AddNavigation<PeopleTexts>("/audit", "NavAudit", "history", Right.ReadAudit, 350)
        .AddNavigation<TenancyTexts>("/import", "NavImport", "upload_file", Right.ImportRows, 340)
        .AddSingleton(new ImportKind("facilities", typeof(TenancyTexts), "ImportFacilities", 100, (file, isDryRun) => new ImportFacilities.Request(file, isDryRun)))
        .AddSingleton(new ImportKind("companies", typeof(TenancyTexts), "ImportCompanies", 110, (file, isDryRun) => new ImportCompanies.Request(file, isDryRun)))
        .AddPagePart<TenancyTexts, FacilityTenancies>(PagePlaces.Facility, "tenants", "TabTenants", Right.ReadTenancy, 120, isForHouse: true)
        .AddPagePart<PeopleTexts, FacilityManagers>(PagePlaces.Facility, "managers", "TabManagers", Right.ReadPeople, 130);
}
