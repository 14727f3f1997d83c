using IncubatorHub.Registry.People;

namespace IncubatorHub.Registry.Tests.People;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/facilities?q=kobe", "/facilities?q=kobe")]
    [InlineData("//evil.example", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("https://evil.example", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/a\r\nSet-Cookie: x=y", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_an_address_of_our_own_is_returned_to(string? asked, string? expected) => SignInForms.Local(asked).ShouldBe(expected);
}
