using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>What may be changed of a webhook.</summary>
public record WebhookFields
{
    [Required, StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>https, unless the operator allows http.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public required string Url { get; init; }

    /// <summary>Kinds that are told; empty: all that there are and will be.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Whether it is told at all. Switching it on again forgets its failures.</summary>
    public bool IsOn { get; init; } = true;

    internal Problem? Refuse(WebhookOptions options, IEnumerable<WebhookKind> known)
    {
        if (Kinds.FirstOrDefault(kind => known.All(one => one.Key != kind)) is { } unknown)
            return CommonProblems.Invalid("kinds", $"There is no kind '{unknown}'.");
        return WebhookUrl.Refuse(Url, options);
    }

    internal string KindsAsText => string.Join(',', Kinds.Distinct());
}
