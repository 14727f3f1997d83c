using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Leases by which gateways switch instruments.</summary>
public static class InterlocksModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddInterlocks(this IServiceCollection services) => services
        .AddUseCases(typeof(InterlocksModule).Assembly, typeof(InterlocksModule).Namespace!)
        .AddScoped<LeaseDesk>()
        .AddScoped<LeaseRound>()
        .AddScoped<InterlockReports>()
        .AddScoped<SwitchOutlook>()
        .AddScoped<ILeaseEvidence, LeaseEvidence>()
        .AddOutboxHandler<BookingChanged, FollowBooking>()
        .AddHubJob<RenewLeases>("renew-leases", RenewLeases.Every)
        .AddHubJob<TakeInterlockReports>("take-interlock-reports", TakeInterlockReports.Every)
        .AddSingleton(new ConstraintProblem("Interlocks", [nameof(Interlock.EquipmentId)], InterlockProblems.EquipmentTaken))
        .AddSingleton(new ConstraintProblem("Interlocks", [nameof(Interlock.GatewayId), nameof(Interlock.Channel)], InterlockProblems.ChannelTaken));

    /// <summary>Endpoints of the module.</summary>
    public static void MapInterlocks(this IEndpointRouteBuilder api)
    {
        var interlocks = api.MapGroup("").WithTags("Interlocks");
        ListInterlocks.Map(interlocks);
        ReadInterlock.Map(interlocks);
        CreateInterlock.Map(interlocks);
        EditInterlock.Map(interlocks);
        RetireInterlock.Map(interlocks);
        SwitchInterlock.Map(interlocks);
    }
}
