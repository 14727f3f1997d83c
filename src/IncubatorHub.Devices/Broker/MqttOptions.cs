using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Devices.Broker;

/// <summary>Settings of the broker, section <c>Mqtt</c>.</summary>
public sealed class MqttOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mqtt";

    /// <summary>Plain TCP. On by default, loopback only: without TLS a credential would cross the network in the clear.</summary>
    public MqttEndpointOptions Tcp { get; set; } = new() { Enabled = true, Address = "127.0.0.1", Port = 1883 };

    /// <summary>TLS. Off until a certificate is named.</summary>
    public MqttTlsOptions Tls { get; set; } = new();

    /// <summary>Path of MQTT over WebSocket on the HTTP endpoints; empty switches it off. Default <c>/mqtt</c>.</summary>
    public string WebSocketPath { get; set; } = "/mqtt";

    /// <summary>Admitted connections at a time, 1 to 1,000,000. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Gateways that the registry in memory holds, 1 to 1,000,000. Default 100,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxGateways { get; set; } = 100_000;

    /// <summary>Largest remaining length before CONNECT is accepted, in bytes, 256 to 1 MiB. Default 64 KiB.</summary>
    [Range(256, 1 << 20)]
    public int MaxConnectBytes { get; set; } = 64 << 10;

    /// <summary>Largest remaining length after CONNECT, in bytes, 1 KiB to 16 MiB. Default 1 MiB.</summary>
    [Range(1 << 10, 16 << 20)]
    public int MaxPacketBytes { get; set; } = 1 << 20;

    /// <summary>From accept to CONNACK, TLS included, in seconds, 1 to 300. Default 10.</summary>
    [Range(1, 300)]
    public int ConnectTimeoutSeconds { get; set; } = 10;

    /// <summary>Connections that have not authenticated yet, 1 to 100,000. The oldest goes when one more comes. Default 4,096.</summary>
    [Range(1, 100_000)]
    public int MaxHalfOpen { get; set; } = 4_096;

    /// <summary>The same for one address. Default 512: a whole region may come back behind one address after an outage.</summary>
    [Range(1, 100_000)]
    public int MaxHalfOpenPerAddress { get; set; } = 512;

    /// <summary>Publishes of one connection between socket and acknowledgement, 1 to 1,024. Also MQTT 5's Receive Maximum. Default 64.</summary>
    [Range(1, 1_024)]
    public int WindowPublishes { get; set; } = 64;

    /// <summary>Their payload bytes. Default 1 MiB; one larger publish is still taken when it is alone.</summary>
    [Range(1 << 10, 64 << 20)]
    public int WindowBytes { get; set; } = 1 << 20;

    /// <summary>Payload bytes of all connections between socket and disk, 1 MiB to 4 GiB. Default 64 MiB.</summary>
    [Range(1L << 20, 4L << 30)]
    public long BudgetBytes { get; set; } = 64L << 20;

    /// <summary>Failed authentications in a row that one address may make for one gateway id before it must wait. Default 5; one more each 6 s.</summary>
    [Range(1, 1_000)]
    public int FailuresPerGateway { get; set; } = 5;

    /// <summary>The same for one address over all gateway ids. Default 50; one more each second.</summary>
    [Range(1, 100_000)]
    public int FailuresPerAddress { get; set; } = 50;

    /// <summary>Sends every publish through MQTTnet, which awaits each commit. Not a setting: the benchmark's measure of what the fast path gains.</summary>
    internal bool AwaitsEachCommit { get; set; }

    /// <summary>How often the registry is read again, in seconds, 1 to 3,600. Default 15; changes made in this process apply at once.</summary>
    [Range(1, 3_600)]
    public int DirectoryRefreshSeconds { get; set; } = 15;
}

/// <summary>One listening endpoint.</summary>
public class MqttEndpointOptions
{
    /// <summary>Whether to listen.</summary>
    public bool Enabled { get; set; }

    /// <summary>Address to listen on: an IP address, or <c>*</c> for all. Default loopback for TCP, all for TLS.</summary>
    public string Address { get; set; } = "*";

    /// <summary>Port, 0 to 65535; 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }
}

/// <summary>The TLS endpoint with its certificate.</summary>
public sealed class MqttTlsOptions : MqttEndpointOptions
{
    /// <summary>Off, all addresses, port 8883.</summary>
    public MqttTlsOptions() => Port = 8883;

    /// <summary>PEM file: the server's certificate, then those that lead to the root.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file with the private key.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>How often the files are looked at, in seconds, 1 to 3,600. Default 10.</summary>
    [Range(1, 3_600)]
    public int ReloadSeconds { get; set; } = 10;

    /// <summary>Time for a TLS handshake, in seconds, 1 to 60. Default 10.</summary>
    [Range(1, 60)]
    public int HandshakeTimeoutSeconds { get; set; } = 10;
}
