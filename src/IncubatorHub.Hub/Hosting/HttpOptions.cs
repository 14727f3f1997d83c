using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Section <c>Http</c>. Where the hub listens is the usual <c>Urls</c> (default http://127.0.0.1:5080), or <c>Kestrel:Endpoints</c>.</summary>
public sealed class HttpOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Http";

    /// <summary>Largest request body in bytes, 1 KiB to 1 GiB. Default 16 MiB, which holds a CSV import of 100,000 rows.</summary>
    [Range(1L << 10, 1L << 30)]
    public long MaxRequestBytes { get; set; } = 16L << 20;

    /// <summary>Largest total of the request headers in bytes, 4 KiB to 1 MiB. Default 32 KiB.</summary>
    [Range(4 << 10, 1 << 20)]
    public int MaxHeaderBytes { get; set; } = 32 << 10;

    /// <summary>
    /// Addresses or networks (10.0.0.0/8) of reverse proxies, comma-separated, whose X-Forwarded-For and X-Forwarded-Proto are believed.
    /// Default none: a header that anybody can send proves nothing.
    /// </summary>
    [StringLength(2000)]
    public string TrustedProxies { get; set; } = "";
}
