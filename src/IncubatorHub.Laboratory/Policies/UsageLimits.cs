using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Whose bookings are added up.</summary>
public enum LimitHolder
{
    Person,
    Company,
}

/// <summary>Bookings of what are added up.</summary>
public enum LimitScope
{
    /// <summary>This instrument.</summary>
    Item,

    /// <summary>Every instrument of its class.</summary>
    Class,

    /// <summary>Every instrument.</summary>
    Any,
}

/// <summary>How long a stretch a rolling limit looks at: not from the first of the month, but any stretch of that length.</summary>
public enum RollingWindow
{
    /// <summary>24 hours.</summary>
    Day,

    /// <summary>7 days of 24 hours.</summary>
    Week,

    /// <summary>30 days of 24 hours.</summary>
    Month,

    /// <summary>365 days of 24 hours.</summary>
    Year,
}

/// <summary>How many bookings and how many minutes at most: in a day, or open at a time. At least one of the two is stated.</summary>
public sealed record CountLimit : IValidatableObject
{
    [EnumDataType(typeof(LimitHolder))]
    public required LimitHolder Holder { get; init; }

    [EnumDataType(typeof(LimitScope))]
    public required LimitScope Scope { get; init; }

    /// <summary>Bookings.</summary>
    [Range(1, 1_000)]
    public int? Count { get; init; }

    /// <summary>Minutes.</summary>
    [Range(1, 1_000_000)]
    public int? Minutes { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Count is null && Minutes is null)
            yield return new ValidationResult("State a number of bookings, or of minutes, or both.", [nameof(Count)]);
    }
}

/// <summary>How many minutes at most in any stretch of a length.</summary>
public sealed record RollingLimit
{
    [EnumDataType(typeof(LimitHolder))]
    public required LimitHolder Holder { get; init; }

    [EnumDataType(typeof(LimitScope))]
    public required LimitScope Scope { get; init; }

    [EnumDataType(typeof(RollingWindow))]
    public required RollingWindow Window { get; init; }

    /// <summary>Minutes.</summary>
    [Range(1, 1_000_000)]
    public required int Minutes { get; init; }

    /// <summary>Whether what is over counts as well; if not, only what is still to come or runs.</summary>
    public bool CountsCompleted { get; init; } = true;

    internal TimeSpan Length => Window switch
    {
        RollingWindow.Day => TimeSpan.FromDays(1),
        RollingWindow.Week => TimeSpan.FromDays(7),
        RollingWindow.Month => TimeSpan.FromDays(30),
        _ => TimeSpan.FromDays(365),
    };
}
