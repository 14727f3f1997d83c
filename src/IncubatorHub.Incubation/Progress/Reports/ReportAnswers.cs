using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>What a company says of itself; a draft may lack anything.</summary>
public sealed record ReportAnswers : IValidatableObject
{
    /// <summary>One for each figure at most. A figure that is left out was not answered.</summary>
    [MaxLength(30)]
    public IReadOnlyList<FigureAnswer> Figures { get; init; } = [];

    [EnumDataType(typeof(BusinessStatus))]
    public BusinessStatus Status { get; init; }

    /// <summary>The firm that it merged into or that bought it; empty else.</summary>
    [StringLength(200)]
    public string Successor { get; init; } = "";

    /// <summary>JIS X 0401, 01 to 47, of the head office; empty: not answered, or abroad.</summary>
    [RegularExpression("^((0[1-9]|[1-3][0-9]|4[0-7])?)$")]
    public string PrefectureCode { get; init; } = "";

    /// <summary>Of the head office.</summary>
    [StringLength(300)]
    public string Address { get; init; } = "";

    /// <summary>What the facility should know, and where help is wanted.</summary>
    [StringLength(2_000)]
    public string Remarks { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Figures.Where(one => one is not null).GroupBy(one => one.Figure).Any(group => group.Count() > 1))
            yield return new ValidationResult("Each figure once.", [nameof(Figures)]);
    }

    /// <summary>What was said about a figure; null: nothing.</summary>
    public FigureAnswer? this[Figure figure] => Figures.FirstOrDefault(one => one.Figure == figure);

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Null: there is none, or none that can be read any more.</summary>
    internal static ReportAnswers? FromJson(string json)
    {
        try
        {
            return json.Length == 0 ? null : JsonSerializer.Deserialize<ReportAnswers>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One figure with where it comes from.</summary>
public sealed record FigureAnswer
{
    /// <summary>Most that any figure may be: 9.9 trillion.</summary>
    public const long MaxValue = 9_999_999_999_999;

    [EnumDataType(typeof(Figure))]
    public required Figure Figure { get; init; }

    /// <summary>Whole, not below 0; left out: not known, which is not 0.</summary>
    [Range(0, MaxValue)]
    public long? Value { get; init; }

    [EnumDataType(typeof(FigureSource))]
    public FigureSource Source { get; init; }

    [EnumDataType(typeof(FigureConfidence))]
    public FigureConfidence Confidence { get; init; }
}
