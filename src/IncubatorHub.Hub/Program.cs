using IncubatorHub.Devices;
using IncubatorHub.Hub.Components;
using IncubatorHub.Incubation;
using IncubatorHub.Platform;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddPlatform();
builder.Services.AddHubDatabase(builder.Configuration, Wings.All);
builder.Services.AddFacilities();
builder.Services.AddPeople();
builder.Services.AddConsole();
builder.Services.AddDevices(builder.Configuration);
builder.Services.AddHubScheduler(builder.Services.Database());
builder.Services.AddProblemDetails();

var app = builder.Build();

await using (var scope = app.Services.CreateAsyncScope())
    await scope.ServiceProvider.GetRequiredService<HubDbContext>().Database.MigrateAsync();

app.UseExceptionHandler();
app.UseStatusCodePages();
app.UsePeople();
app.UseConsole();

var api = app.MapGroup("/api/v1").RequireAuthorization();
api.MapFacilities();
api.MapPeople();
app.MapConsole();
api.MapDevices();
app.MapDeviceConnections();

await app.RunAsync();
