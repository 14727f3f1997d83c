using System.Net;
using System.Net.Sockets;

namespace IncubatorHub.Registry.Outside;

/// <summary>
/// Clients for addresses that people entered. They follow no redirect, use no proxy, keep no cookie, and look at the very address that they connect to, so
/// that a name that resolves to something internal, now or only at the second look, gets nowhere. They set no time limit: each caller has its own.
/// </summary>
public static class OutsideCalls
{
    /// <summary>A client that connects as the rules allow; it throws <see cref="InternalAddressException"/> where they do not. The caller disposes it.</summary>
    public static HttpClient Client(OutsideRules rules, string userAgent)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = (context, cancel) => Connect(context, rules, cancel),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 16,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        return http;
    }

    /// <summary>Whether the address was refused when it was connected to, however deep the exception lies.</summary>
    public static bool WasInternal(Exception exception) => exception is InternalAddressException || exception.InnerException is InternalAddressException;

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, OutsideRules rules, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        if (!rules.AllowInternalAddresses && addresses.Any(InternalAddresses.Contains))
            throw new InternalAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To the addresses that were just looked at, not by the name, which might resolve anew.
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name resolved to an address that is not called.</summary>
internal sealed class InternalAddressException() : Exception("The address lies in an internal network, which this hub does not call.");
