using System.ComponentModel.DataAnnotations;
using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Platform.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void A_wrong_setting_names_its_key_what_is_allowed_and_what_was_found() =>
        Should.Throw<OptionsValidationException>(() => Bind(("Oven:Degrees", "900")))
            .Message.ShouldBe("Setting Oven:Degrees: allowed is 0 to 300; found '900'.");

    [Fact]
    public void A_secret_is_not_shown() =>
        Should.Throw<OptionsValidationException>(() => Bind(("Oven:DoorPassword", "abc"))).Message.ShouldNotContain("abc");

    [Fact]
    public void An_unknown_key_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Bind(("Oven:Degress", "20"))).Message.ShouldContain("Degress");

    [Theory]
    [InlineData("0")]
    [InlineData("300")]
    public void The_limits_themselves_are_allowed(string degrees) => Bind(("Oven:Degrees", degrees)).Degrees.ShouldBe(int.Parse(degrees));

    private static Oven Bind(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build();
        using var services = new ServiceCollection().AddValidatedOptions<Oven>(configuration, "Oven").BuildServiceProvider();
        return services.GetRequiredService<IOptions<Oven>>().Value;
    }

    public sealed class Oven
    {
        [Range(0, 300)]
        public int Degrees { get; set; } = 20;

        [StringLength(100, MinimumLength = 8)]
        public string DoorPassword { get; set; } = "long enough";
    }
}
