using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IncubatorHub.Platform.UseCases;

namespace IncubatorHub.Platform.Tests;

public sealed class FieldTextsTests
{
    [Theory]
    [InlineData("en", "name", "A value is needed.")]
    [InlineData("ja", "name", "入力してください。")]
    [InlineData("en", "code", "2 to 4 characters.")]
    [InlineData("ja", "code", "2～4文字で入力してください。")]
    [InlineData("en", "share", "From 1 to 100.")]
    [InlineData("ja", "share", "1～100の範囲で入力してください。")]
    public void A_wrong_field_is_explained_in_the_callers_language(string language, string field, string message)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            RequestValidation.Validate(new Entry())!.Errors![field].ShouldBe([message]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_rule_across_fields_speaks_only_when_each_field_is_well()
    {
        RequestValidation.Validate(new Entry())!.Errors!.Keys.ShouldNotContain("whole");
        RequestValidation.Validate(new Entry { Name = "x", Code = "abc", Share = 5 })!.Errors!.Keys.ShouldBe(["whole"]);
    }

    [Fact]
    public void Text_with_a_zero_character_is_refused_wherever_it_stands()
    {
        RequestValidation.Validate(new Entry { Name = "a\0", Code = "abc", Share = 5 })!.Errors!["name"].ShouldBe(["Text without the character U+0000."]);
        RequestValidation.Validate(new Free("\0", ["a", "b"]))!.Errors!.Keys.ShouldBe(["text"]);
        RequestValidation.Validate(new Free("a", ["b", "c\0"]))!.Errors!.Keys.ShouldBe(["words"]);
        RequestValidation.Validate(new Free(null, [])).ShouldBeNull();
    }

    private sealed record Free(string? Text, IReadOnlyList<string> Words);

    private sealed class Entry : IValidatableObject
    {
        [Required, StringLength(10)]
        public string? Name { get; init; }

        [StringLength(4, MinimumLength = 2)]
        public string Code { get; init; } = "x";

        [Range(1, 100)]
        public int Share { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            yield return new ValidationResult("never", ["Whole"]);
        }
    }
}
