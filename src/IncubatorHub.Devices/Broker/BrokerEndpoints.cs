using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Broker;

/// <summary>The broker's own listening endpoints, beside those of HTTP.</summary>
/// <remarks>
/// Kestrel drops <c>ASPNETCORE_URLS</c> as soon as code names an endpoint, so the host must name its HTTP endpoints too, in code or under
/// <c>Kestrel:Endpoints</c>.
/// </remarks>
public sealed class BrokerEndpoints
{
    private ListenOptions? _tcp;
    private ListenOptions? _tls;

    internal BrokerEndpoints()
    {
    }

    /// <summary>Where plain MQTT listens; after the start with the true port. Null when it is off.</summary>
    public IPEndPoint? Tcp => _tcp?.IPEndPoint;

    /// <summary>Where MQTT over TLS listens; after the start with the true port. Null when it is off.</summary>
    public IPEndPoint? Tls => _tls?.IPEndPoint;

    internal void Listen(KestrelServerOptions kestrel)
    {
        var services = kestrel.ApplicationServices;
        var options = services.GetRequiredService<MqttOptions>();
        var guard = services.GetRequiredService<ConnectGuard>();
        var log = services.GetRequiredService<ILogger<BrokerEndpoints>>();
        if (options.Tcp.Enabled)
        {
            Listen(kestrel, options.Tcp, listen =>
            {
                _tcp = listen;
                listen.Use(next => connection => guard.Around(c => next(c))(connection));
                listen.UseConnectionHandler<BrokerConnectionHandler>();
            });
        }

        if (options.Tls.Enabled)
        {
            var source = new TlsCertificateSource(options.Tls, services.GetRequiredService<TimeProvider>(), log);
            // Fails the start, with the file's name, rather than every handshake.
            _ = source.Current;
            Listen(kestrel, options.Tls, listen =>
            {
                _tls = listen;
                listen.Use(next => connection => guard.Around(c => next(c))(connection));
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    HandshakeTimeout = TimeSpan.FromSeconds(options.Tls.HandshakeTimeoutSeconds),
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = source.Current }),
                });
                listen.UseConnectionHandler<BrokerConnectionHandler>();
            });
        }
    }

    private static void Listen(KestrelServerOptions kestrel, MqttEndpointOptions endpoint, Action<ListenOptions> configure)
    {
        if (endpoint.Address == "*") kestrel.ListenAnyIP(endpoint.Port, configure);
        else kestrel.Listen(IPAddress.Parse(endpoint.Address), endpoint.Port, configure);
    }
}
