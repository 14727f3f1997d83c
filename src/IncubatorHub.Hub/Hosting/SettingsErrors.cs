using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Tells a wrong setting from a failure: the first is the user's to mend, and a stack trace does not help.</summary>
internal static class SettingsErrors
{
    /// <summary>One line for each wrong setting; null when the exception is no matter of settings.</summary>
    public static IReadOnlyList<string>? LinesOf(Exception exception) => exception switch
    {
        SettingsException wrong => [wrong.Message],
        OptionsValidationException wrong => [.. wrong.Failures],
        // The binder names the key and the type that it wanted.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } wrong => [$"Settings: {wrong.Message}"],
        AggregateException several when several.InnerExceptions.Select(LinesOf).ToList() is var all && all.All(lines => lines is not null) =>
            [.. all.SelectMany(lines => lines!)],
        { InnerException: { } inner } => LinesOf(inner),
        _ => null,
    };
}
