using System.Text;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Admission;

/// <summary>Who an authenticated connection speaks for. It is fixed at CONNECT and never read from a message.</summary>
public sealed class GatewayIdentity
{
    internal GatewayIdentity(Guid id, string key, Guid facilityId, Guid credentialId, IngestCounts counts)
    {
        (Id, Key, FacilityId, CredentialId, Counts) = (id, key, facilityId, credentialId, counts);
        TelemetryTopic = Encoding.ASCII.GetBytes(GatewayTopic.For(key, GatewayTopicKind.Telemetry));
        EventsTopic = Encoding.ASCII.GetBytes(GatewayTopic.For(key, GatewayTopicKind.Events));
    }

    /// <summary>The gateway's row.</summary>
    public Guid Id { get; }

    /// <summary>The gateway's id on the wire: client id, user name and topic level.</summary>
    public string Key { get; }

    /// <summary>The facility that the gateway serves.</summary>
    public Guid FacilityId { get; }

    /// <summary>The credential that was presented; when it ends, the connection is closed.</summary>
    public Guid CredentialId { get; }

    /// <summary>What was received from this gateway and what became of it.</summary>
    public IngestCounts Counts { get; }

    /// <summary>The telemetry store's number for the gateway; 0 until first used.</summary>
    internal int TelemetrySource { get; set; }

    internal byte[] TelemetryTopic { get; }

    internal byte[] EventsTopic { get; }
}
