using System.Globalization;
using IncubatorHub.Platform.Ui.Kit;

namespace IncubatorHub.Hub.Tests.Console;

public sealed class DayInputTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    [InlineData("ar-SA")]
    public void A_day_comes_back_as_it_was_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var day = new DateOnly(2028, 2, 29);
        DayInput.Text(day).ShouldBe("2028-02-29");
        DayInput.Read("2028-02-29").ShouldBe(day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2027-02-29")]
    [InlineData("29/02/2028")]
    public void What_is_no_day_is_none(string? text) => DayInput.Read(text).ShouldBeNull();
}
