using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>That whoever runs the facility lets a booking through which named rules refuse. Kept on the booking, and audited.</summary>
public sealed record BookingOverride
{
    /// <summary>Codes of the rules, as the refusal named them; 1 to 20. What was refused and is not named stays refused, and so does what nobody may override.</summary>
    [Required, MinLength(1), MaxLength(20)]
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Why; seen by the company.</summary>
    [Required, StringLength(500, MinimumLength = 5)]
    public required string Reason { get; init; }
}

internal static class BookingOverrides
{
    extension(Booking booking)
    {
        /// <summary>Whether this rule was overridden for it.</summary>
        public bool HasOverridden(string code) => booking.OverriddenRules.Split(',').Contains(code, StringComparer.Ordinal);

        /// <summary>Notes the rules that refused and were overridden, with the reason.</summary>
        public void Override(IEnumerable<string> codes, string reason)
        {
            var all = booking.OverriddenRules.Split(',', StringSplitOptions.RemoveEmptyEntries).Union(codes).Order(StringComparer.Ordinal);
            (booking.OverriddenRules, booking.OverrideReason) = (string.Join(',', all), reason);
        }
    }
}
