using System.Net;
using System.Net.Sockets;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>Ports that nobody listens on now.</summary>
internal static class FreePorts
{
    /// <summary>Distinct ones: all are held until the last is found.</summary>
    public static int[] Take(int count)
    {
        var holders = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var holder in holders) holder.Start();
        var ports = holders.Select(holder => ((IPEndPoint)holder.LocalEndpoint).Port).ToArray();
        foreach (var holder in holders) holder.Dispose();
        return ports;
    }
}
