using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MQTTnet.AspNetCore;

namespace IncubatorHub.Devices.Broker;

/// <summary>Adds the broker: options, endpoints, guards, MQTTnet over our adapter.</summary>
internal static class BrokerRegistration
{
    public static IServiceCollection AddBroker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MqttOptions>()
            .Bind(configuration.GetSection(MqttOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MqttOptions>, MqttOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MqttOptions>>().Value);
        services.AddSingleton(provider => new DirectoryBound(provider.GetRequiredService<MqttOptions>().MaxGateways));
        services.AddSingleton<GatewayConnections>();
        services.AddSingleton<GatewayInbox>();
        services.AddSingleton<ConnectGuard>();
        services.AddSingleton(provider => new IngestBudget(provider.GetRequiredService<MqttOptions>().BudgetBytes));
        services.AddSingleton<ChannelTraits>();
        services.AddSingleton<BrokerConnectionHandler>();
        services.AddSingleton(provider => new AttemptLimiter(
            provider.GetRequiredService<MqttOptions>().FailuresPerGateway, provider.GetRequiredService<MqttOptions>().FailuresPerAddress, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConnectJudge>();
        services.AddSingleton<MessageJudge>();
        services.AddConnections();
        services.AddHostedService<BrokerServer>();

        var endpoints = new BrokerEndpoints();
        services.AddSingleton(endpoints);
        services.Configure<KestrelServerOptions>(endpoints.Listen);
        return services;
    }

    public static void MapBroker(this IEndpointRouteBuilder routes)
    {
        var path = routes.ServiceProvider.GetRequiredService<MqttOptions>().WebSocketPath;
        if (path.Length == 0) return;
        var endpoint = routes.MapConnectionHandler<BrokerConnectionHandler>(path, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.WebSockets.SubProtocolSelector = MqttSubProtocolSelector.SelectSubProtocol;
        });
        endpoint.Add(builder =>
        {
            // The negotiation that SignalR clients begin with would hold a connection in memory for nobody.
            if (builder.Metadata.OfType<NegotiateMetadata>().Any())
                builder.RequestDelegate = context =>
                {
                    context.Response.StatusCode = 404;
                    return Task.CompletedTask;
                };
        });
        endpoint.WithMetadata(new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute());
    }
}
