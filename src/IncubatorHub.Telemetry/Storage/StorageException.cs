namespace IncubatorHub.Telemetry.Storage;

/// <summary>SQLite refused; <see cref="Code"/> is its extended result code.</summary>
internal sealed class StorageException(int code, string message) : IOException(message)
{
    public int Code { get; } = code;
}
