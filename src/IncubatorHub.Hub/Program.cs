using IncubatorHub.Devices;
using IncubatorHub.Hub;
using IncubatorHub.Hub.Components;
using IncubatorHub.Hub.Hosting;
using IncubatorHub.Incubation;
using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Health;
using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Incubation.Progress;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Platform;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.Operations;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.Registry.Webhooks;

return await Commands.Run(args, Build);

static WebApplication Build(HubArguments arguments)
{
    // Files of the hub itself stand beside the program, whatever directory it is started in.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments.Settings, ContentRootPath = AppContext.BaseDirectory });

    builder.AddHttp();
    builder.AddObservability();
    builder.Services.AddHealth(arguments.Roles);
    builder.Services.AddRateLimits(builder.Configuration);
    builder.Services.AddApiSurface();
    builder.Services.AddProblems();

    builder.Services.AddPlatform();
    builder.Services.AddRetention(builder.Configuration);
    builder.Services.AddHubDatabase(builder.Configuration, Wings.All);
    builder.Services.AddFacilities();
    builder.Services.AddPeople(builder.Configuration);
    builder.Services.AddNotifications(builder.Configuration);
    builder.Services.AddTenancies();
    builder.Services.AddWebhooks(builder.Configuration);
    builder.Services.AddOperations();
    builder.Services.AddDevices(builder.Configuration);
    builder.Services.AddLabEquipment();
    builder.Services.AddAccess();
    builder.Services.AddUsage();
    builder.Services.AddPolicies();
    builder.Services.AddCharges();
    builder.Services.AddBookings();
    builder.Services.AddEvidence();
    builder.Services.AddInterlocks();
    builder.Services.AddCalendars();
    builder.Services.AddAdmissions();
    builder.Services.AddProgress(builder.Configuration);
    builder.Services.AddMentors(builder.Configuration);
    builder.Services.AddMentoring(builder.Configuration);
    builder.Services.AddCompanyHealth();
    if (arguments.Roles.HasFlag(Roles.Console))
        builder.Services.AddConsole();
    if (arguments.Roles.HasFlag(Roles.Jobs))
        builder.Services.AddHubScheduler(builder.Services.Database());

    var app = builder.Build();

    app.UseForwardedHeaders();
    app.UseRequestLogs();
    app.UseSecurityHeaders();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UsePeople();
    app.UseRateLimiter();
    app.UseOperatorsOnly(Observability.MetricsPath);

    app.MapHealth();
    app.MapPrometheusScrapingEndpoint(Observability.MetricsPath).AllowAnonymous();
    app.MapDeviceConnections();
    if (arguments.Roles.HasFlag(Roles.Api))
    {
        app.MapApiSurface();
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapFacilities();
        api.MapPeople();
        api.MapNotifications();
        api.MapTenancies();
        api.MapDevices();
        api.MapLabEquipment();
        api.MapAccess();
        api.MapUsage();
        api.MapPolicies();
        api.MapCharges();
        api.MapBookings();
        api.MapEvidence();
        api.MapInterlocks();
        api.MapCalendars();
        api.MapAdmissions();
        api.MapProgress();
        api.MapMentors();
        api.MapMentoring();
        api.MapCompanyHealth();
        api.MapWebhooks();
        api.MapOperations();
        app.MapCalendarFeeds();
    }

    if (arguments.Roles.HasFlag(Roles.Console))
    {
        app.UseConsole();
        app.MapConsole();
        app.MapSignIn();
        app.MapKiosk();
        app.MapSessionAnswers();
        app.MapApplying();
        app.MapReportAnswers();
    }

    return app;
}
