using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// The server's certificate, read again when its files have changed; a handshake in progress keeps the one it began with. Files are
/// compared by time and length, not watched, for a watcher misses the symbolic links by which certificate tools exchange them.
/// </summary>
internal sealed class TlsCertificateSource(MqttTlsOptions options, TimeProvider time, ILogger log)
{
    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _context;
    private (DateTime, long, DateTime, long) _stamp;
    private long _lookedAt;

    /// <summary>The certificate with its chain.</summary>
    /// <exception cref="InvalidOperationException">No certificate could be loaded yet.</exception>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_context is null || time.GetElapsedTime(_lookedAt) >= TimeSpan.FromSeconds(options.ReloadSeconds)) Look();
                return _context ?? throw new InvalidOperationException($"The TLS certificate {options.CertificateFile} cannot be loaded.");
            }
        }
    }

    private void Look()
    {
        _lookedAt = time.GetTimestamp();
        try
        {
            var stamp = Stamp();
            if (_context is not null && stamp == _stamp) return;
            var context = Load();
            (_context, _stamp) = (context, stamp);
            log.CertificateLoaded(context.TargetCertificate.Subject, new DateTimeOffset(context.TargetCertificate.NotAfter));
        }
        catch (Exception e)
        {
            // Half-written files are the rule during an exchange: keep the old one, look again.
            log.CertificateUnreadable(e, options.CertificateFile);
        }
    }

    private SslStreamCertificateContext Load()
    {
        var leaf = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile);
        if (chain.Count > 0) chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    private (DateTime, long, DateTime, long) Stamp()
    {
        var certificate = new FileInfo(options.CertificateFile);
        var key = new FileInfo(options.KeyFile);
        return (certificate.LastWriteTimeUtc, certificate.Length, key.LastWriteTimeUtc, key.Length);
    }
}
