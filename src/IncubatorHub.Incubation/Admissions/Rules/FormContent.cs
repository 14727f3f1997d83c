using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>What a call asks, as a manager built it.</summary>
public sealed record FormContent : IValidatableObject
{
    /// <summary>Most questions of a form.</summary>
    public const int MaxQuestions = 60;

    /// <summary>In the order of the page.</summary>
    [MinLength(1), MaxLength(20)]
    public IReadOnlyList<FormSection> Sections { get; init; } = [];

    /// <summary>All questions, in the order of the page.</summary>
    internal IEnumerable<FormQuestion> Questions => Sections.SelectMany(section => section.Questions);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // What is null stands among the errors of its own place.
        List<string> keys = [.. Sections.Where(section => section is not null).SelectMany(section => section.Questions).Where(one => one is not null).Select(one => one.Key)];
        if (keys.Count is 0 or > MaxQuestions)
            yield return new ValidationResult($"From 1 to {MaxQuestions} questions.", [nameof(Sections)]);
        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Count)
            yield return new ValidationResult("Each question's key once.", [nameof(Sections)]);
    }
}

/// <summary>Questions under a heading.</summary>
public sealed record FormSection
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string TitleEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string TitleJa { get; init; }

    [StringLength(1_000)]
    public string HelpEn { get; init; } = "";

    [StringLength(1_000)]
    public string HelpJa { get; init; } = "";

    [MaxLength(FormContent.MaxQuestions)]
    public IReadOnlyList<FormQuestion> Questions { get; init; } = [];
}

/// <summary>What an answer is.</summary>
public enum FormQuestionKind
{
    /// <summary>One line.</summary>
    ShortText,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>With a unit and a range.</summary>
    Number,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Any of the options.</summary>
    Several,
    Date,

    /// <summary>One or more attachments.</summary>
    File,
    YesNo,
}

/// <summary>One question.</summary>
public sealed record FormQuestion : IValidatableObject
{
    /// <summary>Characters of one line.</summary>
    public const int MaxShortText = 200;

    /// <summary>Characters of several lines, when the question says nothing less.</summary>
    public const int MaxLongText = 4_000;

    /// <summary>Stable: answers stand under it. 1 to 40 of a-z, 0-9 and -.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
    public required string Key { get; init; }

    [EnumDataType(typeof(FormQuestionKind))]
    public required FormQuestionKind Kind { get; init; }

    [Required, StringLength(300, MinimumLength = 1)]
    public required string LabelEn { get; init; }

    [Required, StringLength(300, MinimumLength = 1)]
    public required string LabelJa { get; init; }

    [StringLength(1_000)]
    public string HelpEn { get; init; } = "";

    [StringLength(1_000)]
    public string HelpJa { get; init; } = "";

    public bool IsRequired { get; init; }

    /// <summary>Of a number, as it is written: JPY, persons, m².</summary>
    [StringLength(20)]
    public string Unit { get; init; } = "";

    /// <summary>Of a number, included; null: none.</summary>
    public double? Lowest { get; init; }

    /// <summary>Of a number, included; null: none.</summary>
    public double? Highest { get; init; }

    /// <summary>Of a text, characters; null: as long as its kind allows.</summary>
    [Range(1, MaxLongText)]
    public int? MostCharacters { get; init; }

    /// <summary>Of a choice.</summary>
    [MaxLength(30)]
    public IReadOnlyList<FormOption> Options { get; init; } = [];

    /// <summary>Characters that an answer may have.</summary>
    internal int Length => Kind is FormQuestionKind.ShortText ? Math.Min(MostCharacters ?? MaxShortText, MaxShortText) : MostCharacters ?? MaxLongText;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lowest > Highest)
            yield return new ValidationResult("Not below lowest.", [nameof(Highest)]);
        if (Kind is FormQuestionKind.Choice or FormQuestionKind.Several && Options.Count < 2)
            yield return new ValidationResult("Two options or more.", [nameof(Options)]);
        if (Options.Where(one => one is not null).DistinctBy(one => one.Value).Count() != Options.Count)
            yield return new ValidationResult("Each value once.", [nameof(Options)]);
    }
}

/// <summary>What may be chosen.</summary>
public sealed record FormOption
{
    /// <summary>Stable: answers hold it.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
    public required string Value { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string LabelEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string LabelJa { get; init; }
}
