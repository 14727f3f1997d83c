using IncubatorHub.Platform.Files;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>The bytes of attachments, below <c>applications/</c> in the data directory.</summary>
internal sealed class ApplicationFiles(IConfiguration configuration) : StoredFiles(configuration, "applications");
