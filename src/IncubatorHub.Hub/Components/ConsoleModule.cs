using IncubatorHub.Devices;
using IncubatorHub.Incubation;
using IncubatorHub.Laboratory;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;

namespace IncubatorHub.Hub.Components;

/// <summary>The web console: the shell, and the pages that the wings bring.</summary>
internal static class ConsoleModule
{
    /// <summary>Services of the console and the parts of each wing.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddConsoleShell();
        services.AddRegistryConsole();
        services.AddDevicesConsole();
        services.AddLaboratoryConsole();
        services.AddIncubationConsole();
        return services;
    }

    /// <summary>Language and antiforgery; stands after authentication and authorisation.</summary>
    public static void UseConsole(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseAntiforgery();
    }

    /// <summary>Pages, their static files, and the shell's switches.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapConsoleShell();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode()
            .AddAdditionalAssemblies([typeof(UiTexts).Assembly, .. Wings.All])
            // A page answers POST too; an endpoint at its address, such as the sign-in itself, comes first.
            .Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = 1);
    }
}
