using System.Globalization;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A disk of a few megabytes that a test fills to the last byte and empties again.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts a tmpfs; the test is skipped where that is not allowed.</summary>
    public static async Task<SmallDisk> Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("ih-e2e-disk-").FullName;
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");
        if (await ChildProcess.Run("mount", ["-t", "tmpfs", "-o", size, "tmpfs", path], Patience) is { Code: 0 }) return new SmallDisk(path);
        Directory.Delete(path);
        // Not a component that could be installed: a container without the right to mount stays without it.
        Assert.Skip("A small disk cannot be mounted here: it needs root on Linux.");
        throw new InvalidOperationException();
    }

    /// <summary>Takes every free byte.</summary>
    public async Task Fill()
    {
        await using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 1 << 20, 64 << 10, 4 << 10, 512 })
        {
            try
            {
                for (var i = 0; i < 100_000; i++) await file.WriteAsync(new byte[piece], Until.Cancel);
            }
            catch (IOException)
            {
                // No room for a piece of this size; a smaller one may still fit.
            }
        }
    }

    public void GiveBack() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await ChildProcess.Run("umount", ["-l", Path], Patience);
        Directory.Delete(Path);
    }
}
