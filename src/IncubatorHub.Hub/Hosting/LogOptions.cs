using System.ComponentModel.DataAnnotations;
using Serilog.Events;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Section <c>Logs</c>: console, and a rolling file in <c>DataDirectory/logs</c>.</summary>
public sealed class LogOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Logs";

    /// <summary>Least level of the hub's own events: Verbose, Debug, Information (default), Warning, Error, Fatal. Libraries begin at Warning.</summary>
    [EnumDataType(typeof(LogEventLevel))]
    public LogEventLevel Level { get; set; } = LogEventLevel.Information;

    /// <summary>Whether to write the file. Default true.</summary>
    public bool File { get; set; } = true;

    /// <summary>Bytes after which a new file is begun, 64 KiB to 1 GiB. Default 20 MiB.</summary>
    [Range(64L << 10, 1L << 30)]
    public long FileBytes { get; set; } = 20L << 20;

    /// <summary>Files kept, 1 to 1,000. Default 20: with the size above at most 400 MiB.</summary>
    [Range(1, 1_000)]
    public int Files { get; set; } = 20;
}
