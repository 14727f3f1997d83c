using IncubatorHub.Platform.Authorisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace IncubatorHub.Platform.Ui;

/// <summary>The shell and the kit of the console; modules add their pages' parts beside it.</summary>
public static class ConsoleRegistration
{
    /// <summary>Adds the services of shell and kit, and the two languages.</summary>
    public static IServiceCollection AddConsoleShell(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options => options
            .SetDefaultCulture(ConsolePreferences.Cultures[0])
            .AddSupportedCultures(ConsolePreferences.Cultures)
            .AddSupportedUICultures(ConsolePreferences.Cultures));
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<PageUseCases>();
        services.AddScoped<ConsoleTexts>();
        services.AddScoped<Notices>();
        return services;
    }

    /// <summary>An entry of the navigation.</summary>
    public static IServiceCollection AddNavigation<TTexts>(
        this IServiceCollection services, string href, string textKey, string icon, Right right, int order) =>
        services.AddSingleton(new NavigationItem(href, typeof(TTexts), textKey, icon, right, order));

    /// <summary>An entry of the navigation with a component behind it that counts what waits there.</summary>
    public static IServiceCollection AddNavigation<TTexts, TCount>(
        this IServiceCollection services, string href, string textKey, string icon, Right right, int order) =>
        services.AddSingleton(new NavigationItem(href, typeof(TTexts), textKey, icon, right, order, typeof(TCount)));

    /// <summary>A part of a page that takes parts.</summary>
    public static IServiceCollection AddPagePart<TTexts, TComponent>(
        this IServiceCollection services, string place, string key, string textKey, Right right, int order, bool isForHouse = false, PageGroup group = PageGroup.Facility) =>
        services.AddSingleton(new PagePart(place, key, typeof(TTexts), textKey, typeof(TComponent), right, order, isForHouse, group));

    /// <summary>Texts in which problem codes and enum members are looked up.</summary>
    public static IServiceCollection AddSharedTexts<TTexts>(this IServiceCollection services) =>
        services.AddSingleton(new SharedTexts(typeof(TTexts)));

    /// <summary>The endpoints behind the shell's switches.</summary>
    public static void MapConsoleShell(this IEndpointRouteBuilder routes) => routes.MapConsolePreferences();
}
