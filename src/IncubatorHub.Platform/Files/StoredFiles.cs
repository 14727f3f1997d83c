using System.Security.Cryptography;
using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Platform.Files;

/// <summary>
/// The bytes of files that people bring, below a folder of their own in the data directory: a folder for each facility, a file for each, named by ids only.
/// A file is written beside its place, flushed to the disk and moved there in one step, so that what is there is whole.
/// </summary>
/// <param name="configuration">Names the data directory.</param>
/// <param name="folder">Below it.</param>
public abstract class StoredFiles(IConfiguration configuration, string folder)
{
    private const string Unfinished = ".part";

    private string Root => Path.Combine(DataDirectory.Of(configuration).FullName, folder);

    /// <summary>Writes it for good and returns the hash, lower-case hexadecimal. It must not be there yet.</summary>
    public async Task<string> Write(Guid facilityId, Guid fileId, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var place = PathOf(facilityId, fileId);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using (var file = new FileStream(place + Unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, cancel);
            file.Flush(flushToDisk: true);
        }

        File.Move(place + Unfinished, place, overwrite: false);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
    }

    /// <summary>Takes away what a failed upload left; nothing else is ever taken away.</summary>
    public void Forget(Guid facilityId, Guid fileId) => File.Delete(PathOf(facilityId, fileId));

    /// <summary>Opens it; null when it is not there, as after a restore of the database alone.</summary>
    public Stream? Open(Guid facilityId, Guid fileId)
    {
        var place = PathOf(facilityId, fileId);
        return File.Exists(place) ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read, 81_920, FileOptions.Asynchronous) : null;
    }

    private string PathOf(Guid facilityId, Guid fileId) => Path.Combine(Root, facilityId.ToString("N"), fileId.ToString("N"));
}
