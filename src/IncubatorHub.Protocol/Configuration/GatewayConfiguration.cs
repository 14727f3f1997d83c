namespace IncubatorHub.Protocol.Configuration;

/// <summary>What a gateway is to read, watch and allow. <see cref="ConfigurationReader"/> reads and judges it; properties are settable so that defaults survive source-generated JSON.</summary>
public sealed record GatewayConfiguration
{
    /// <summary>Version of the document's form; 1.</summary>
    public int Schema { get; set; } = 1;

    /// <summary>How often to sample unless a device says otherwise.</summary>
    public SamplingConfiguration Sampling { get; set; } = new();

    /// <summary>Modbus TCP connections; at most 64.</summary>
    public List<ModbusConfiguration> Modbus { get; set; } = [];

    /// <summary>Line instruments over TCP or serial; at most 64.</summary>
    public List<LineInstrumentConfiguration> Lines { get; set; } = [];

    /// <summary>Door controllers; at most 64.</summary>
    public List<DoorControllerConfiguration> DoorControllers { get; set; } = [];

    /// <summary>Instruments that are switched by leases; at most 64.</summary>
    public List<InterlockConfiguration> Interlocks { get; set; } = [];
}

/// <summary>Sampling, aligned to the clock: every 10 s means :00, :10, :20.</summary>
public sealed record SamplingConfiguration
{
    /// <summary>Seconds between samples; 1 to 3600, default 10.</summary>
    public int EverySeconds { get; set; } = 10;

    /// <summary>Longest silence of a metric within its dead-band, in seconds; 1 to 86400, default 300.</summary>
    public int HeartbeatSeconds { get; set; } = 300;
}

/// <summary>What all metrics share, wherever they are read.</summary>
public abstract record MetricConfiguration
{
    /// <summary>Metric name, 1 to 64 bytes.</summary>
    public string Metric { get; set; } = "";

    /// <summary>Factor from the raw value to the metric's unit; finite, not 0, default 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Added after scaling; finite, default 0.</summary>
    public double Offset { get; set; }

    /// <summary>Smallest plausible value (inclusive); below it a reading is flagged out of range. Default: none.</summary>
    public double? Min { get; set; }

    /// <summary>Largest plausible value (inclusive). Default: none.</summary>
    public double? Max { get; set; }

    /// <summary>A change up to this (inclusive) is not sent before the heartbeat; from 0, default 0: every change is sent. Null: every sample is sent.</summary>
    public double? DeadBand { get; set; }

    /// <summary>Longest silence in seconds; 1 to 86400, default that of the sampling.</summary>
    public int? HeartbeatSeconds { get; set; }
}

/// <summary>One Modbus TCP connection and what hangs on it.</summary>
public sealed record ModbusConfiguration
{
    /// <summary>Unique name, 1 to 64 bytes.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>TCP port, 1 to 65535, default 502.</summary>
    public int Port { get; set; } = 502;

    /// <summary>Wait for an answer or a connection, in milliseconds; 50 to 60000, default 1000.</summary>
    public int TimeoutMs { get; set; } = 1000;

    /// <summary>Registers between two metrics that are read along rather than asked for apart; 0 to 120, default 8.</summary>
    public int GapLimit { get; set; } = 8;

    /// <summary>Devices behind the connection.</summary>
    public List<ModbusDeviceConfiguration> Devices { get; set; } = [];

    /// <summary>The only coils and registers that commands may write.</summary>
    public List<ModbusWritableConfiguration> Writables { get; set; } = [];
}

/// <summary>One device at a Modbus unit.</summary>
public sealed record ModbusDeviceConfiguration
{
    /// <summary>Device name, 1 to 64 bytes.</summary>
    public string Device { get; set; } = "";

    /// <summary>Unit identifier, 0 to 255, default 1.</summary>
    public int Unit { get; set; } = 1;

    /// <summary>Seconds between samples; 1 to 3600, default that of the sampling.</summary>
    public int? EverySeconds { get; set; }

    /// <summary>What to read.</summary>
    public List<ModbusMetricConfiguration> Metrics { get; set; } = [];
}

/// <summary>One metric in a Modbus table.</summary>
public sealed record ModbusMetricConfiguration : MetricConfiguration
{
    /// <summary><c>coil</c>, <c>discrete</c>, <c>holding</c> (default) or <c>input</c>.</summary>
    public string Table { get; set; } = "holding";

    /// <summary>Zero-based address as on the wire, 0 to 65535: "register 40001" of a manual is 0.</summary>
    public int Address { get; set; }

    /// <summary><c>int16</c> (default), <c>uint16</c>, <c>int32</c>, <c>uint32</c>, <c>float32</c>, <c>int64</c>, <c>float64</c> or <c>bit</c>; ignored for coils and discrete inputs.</summary>
    public string Type { get; set; } = "int16";

    /// <summary>Bit for type <c>bit</c>, 0 (lowest, default) to 15.</summary>
    public int Bit { get; set; }

    /// <summary><c>big</c> (default): high word first; <c>little</c>: low word first. Bytes within a register are always high first.</summary>
    public string WordOrder { get; set; } = "big";
}

/// <summary>One coil or register that commands may write.</summary>
public sealed record ModbusWritableConfiguration
{
    /// <summary>Name that a command targets; unique in the document.</summary>
    public string Name { get; set; } = "";

    /// <summary>Unit identifier, 0 to 255, default 1.</summary>
    public int Unit { get; set; } = 1;

    /// <summary><c>coil</c> or <c>holding</c> (default).</summary>
    public string Table { get; set; } = "holding";

    /// <summary>Zero-based address, 0 to 65535.</summary>
    public int Address { get; set; }

    /// <summary>A type of <see cref="ModbusMetricConfiguration.Type"/> other than <c>bit</c>; default <c>int16</c>.</summary>
    public string Type { get; set; } = "int16";

    /// <summary><c>big</c> (default) or <c>little</c>.</summary>
    public string WordOrder { get; set; } = "big";

    /// <summary>Factor from raw to unit; finite, not 0, default 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Added after scaling; default 0.</summary>
    public double Offset { get; set; }

    /// <summary>Smallest value that a command may write (inclusive); required for holding registers.</summary>
    public double? Min { get; set; }

    /// <summary>Largest value that a command may write (inclusive); required for holding registers.</summary>
    public double? Max { get; set; }
}

/// <summary>An instrument that sends lines of text: a balance, a meter.</summary>
public sealed record LineInstrumentConfiguration
{
    /// <summary>Unique name, 1 to 64 bytes.</summary>
    public string Name { get; set; } = "";

    /// <summary>Device name, 1 to 64 bytes.</summary>
    public string Device { get; set; } = "";

    /// <summary>Host for TCP; exactly one of host and serial port is given.</summary>
    public string? Host { get; set; }

    /// <summary>TCP port, 1 to 65535; required with a host.</summary>
    public int? Port { get; set; }

    /// <summary>Serial device such as <c>/dev/ttyUSB0</c>.</summary>
    public string? SerialPort { get; set; }

    /// <summary>Bits per second; 300 to 921600, default 9600.</summary>
    public int BaudRate { get; set; } = 9600;

    /// <summary>7 or 8 (default).</summary>
    public int DataBits { get; set; } = 8;

    /// <summary><c>none</c> (default), <c>even</c> or <c>odd</c>.</summary>
    public string Parity { get; set; } = "none";

    /// <summary>1 (default) or 2.</summary>
    public int StopBits { get; set; } = 1;

    /// <summary>Sent at each sample to ask for a line, with its line end; null: the instrument sends by itself.</summary>
    public string? Poll { get; set; }

    /// <summary>Without a line for this long the connection is made anew, in milliseconds; 100 to 3600000, default 30000.</summary>
    public int TimeoutMs { get; set; } = 30_000;

    /// <summary>Seconds between samples; 1 to 3600, default that of the sampling.</summary>
    public int? EverySeconds { get; set; }

    /// <summary>Regular expression with one named group per metric (non-backtracking syntax); null: fixed columns.</summary>
    public string? Pattern { get; set; }

    /// <summary>What a line holds.</summary>
    public List<LineMetricConfiguration> Metrics { get; set; } = [];
}

/// <summary>One metric in a line.</summary>
public sealed record LineMetricConfiguration : MetricConfiguration
{
    /// <summary>Named group of the pattern; default the metric's name.</summary>
    public string? Group { get; set; }

    /// <summary>First column, from 0; required without a pattern.</summary>
    public int? Start { get; set; }

    /// <summary>Columns; from 1; required without a pattern.</summary>
    public int? Length { get; set; }
}

/// <summary>One door controller and its doors.</summary>
public sealed record DoorControllerConfiguration
{
    /// <summary>Unique name, 1 to 64 bytes.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>TCP port, 1 to 65535.</summary>
    public int Port { get; set; }

    /// <summary>Doors that commands may move; events of other doors are taken all the same.</summary>
    public List<string> Doors { get; set; } = [];

    /// <summary>Whether commands may unlock and lock at all; default true.</summary>
    public bool AllowCommands { get; set; } = true;
}
