using IncubatorHub.Platform.Http;

namespace IncubatorHub.Platform.Tests;

public sealed class ShownPathTests
{
    [Theory]
    [InlineData("/calendars/abcdef.ics", "/calendars/…")]
    [InlineData("/Kiosk/abcdef/check-in", "/kiosk/…")]
    [InlineData("/sessions/answer/abcdef", "/sessions/answer/…")]
    [InlineData("/apply/my/abcdef", "/apply/my/…")]
    [InlineData("/apply/autumn", "/apply/autumn")]
    [InlineData("/reports/answer/abcdef", "/reports/answer/…")]
    [InlineData("/sessions/abcdef", "/sessions/abcdef")]
    [InlineData("/kiosk", "/kiosk")]
    [InlineData("/kiosks/abcdef", "/kiosks/abcdef")]
    [InlineData("/api/v1/bookings", "/api/v1/bookings")]
    [InlineData("", "")]
    public void A_secret_that_stands_in_a_path_is_not_shown(string path, string shown) => ShownPath.Of(path).ShouldBe(shown);
}
