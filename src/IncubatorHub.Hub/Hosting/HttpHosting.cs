using System.Net;
using IncubatorHub.Platform.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Where and how the hub speaks HTTP: endpoints, limits, trusted proxies.</summary>
internal static class HttpHosting
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<HttpOptions>(builder.Configuration, HttpOptions.Section);
        NameEndpoints(builder);
        // From a build the pages' files lie where the projects are, and a list beside the program says where; published, there is no list.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpOptions>>((kestrel, http) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = http.Value.MaxRequestBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = http.Value.MaxHeaderBytes;
        });
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<HttpOptions>>((forwarded, http) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in Proxies(http.Value.TrustedProxies))
                forwarded.KnownIPNetworks.Add(network);
            forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });
    }

    // Kestrel drops "Urls" as soon as code names an endpoint, as the broker does; endpoints from configuration stand beside those of code.
    private static void NameEndpoints(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return;
        var urls = configuration["Urls"] is { Length: > 0 } set ? set : DefaultUrl;
        configuration.AddInMemoryCollection(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((url, at) => KeyValuePair.Create($"Kestrel:Endpoints:Http{at}:Url", (string?)WellFormed(url))));
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
    }

    private static string WellFormed(string url) => Uri.TryCreate(url.Replace("*", "any.example", StringComparison.Ordinal).Replace("+", "any.example", StringComparison.Ordinal),
        UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
        ? url
        : throw new SettingsException("Urls", "http or https addresses with a port, separated by ';'", $"'{url}'");

    private static IEnumerable<System.Net.IPNetwork> Proxies(string list)
    {
        foreach (var one in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPNetwork.TryParse(one, out var network))
                yield return network;
            else if (IPAddress.TryParse(one, out var address))
                yield return new System.Net.IPNetwork(address, address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
            else
                throw new SettingsException("Http:TrustedProxies", "IP addresses or networks, separated by ','", $"'{one}'");
        }
    }
}
