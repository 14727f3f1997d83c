namespace IncubatorHub.Protocol;

/// <summary>What travels on a topic of a gateway. The values are stable; a table indexed by them is safe.</summary>
public enum GatewayTopicKind
{
    /// <summary>Not a topic of this contract.</summary>
    None = 0,

    /// <summary><c>ih/v1/{g}/t</c>, up: telemetry.</summary>
    Telemetry = 1,

    /// <summary><c>ih/v1/{g}/e</c>, up: events, never dropped, in order.</summary>
    Events = 2,

    /// <summary><c>ih/v1/{g}/state</c>, up, retained, also the will: online or offline.</summary>
    State = 3,

    /// <summary><c>ih/v1/{g}/cmd</c>, down: a command.</summary>
    Command = 4,

    /// <summary><c>ih/v1/{g}/cmd/ack</c>, up: what became of a command.</summary>
    CommandAcknowledgement = 5,

    /// <summary><c>ih/v1/{g}/config</c>, down: the desired configuration.</summary>
    Configuration = 6,

    /// <summary><c>ih/v1/{g}/config/reported</c>, up: the applied version, or why not.</summary>
    ConfigurationReported = 7,
}
