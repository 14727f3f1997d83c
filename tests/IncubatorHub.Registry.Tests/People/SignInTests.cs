using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Registry.Tests.People;

public sealed class SignInTests(SignInTests.Fixture hubs) : IClassFixture<SignInTests.Fixture>
{
    private const string Refused = "/account/sign-in?error=refused";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_right_password_begins_a_session_and_leads_on(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var person = await hub.Given.Person(Grant.Everywhere(Role.Mentor));
        using var form = new SignInForm(hub);

        var there = await form.Post("/account/sign-in", Cancel, ("email", person.Email.ToUpperInvariant()), ("password", Given.Password), ("returnUrl", "/facilities"));

        there.ShouldBe("/facilities");
        (await form.Get("/api/v1/me", Cancel)).ShouldBe(HttpStatusCode.OK);
        (await form.Post("/account/sign-out", Cancel)).ShouldBe("/account/sign-in");
        (await form.Get("/api/v1/me", Cancel)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_link_to_elsewhere_is_not_followed_after_sign_in()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var person = await hub.Given.Person();
        using var form = new SignInForm(hub);

        (await form.Post("/account/sign-in", Cancel, ("email", person.Email), ("password", Given.Password), ("returnUrl", "//evil.example"))).ShouldBe("/");
    }

    [Fact]
    public async Task A_form_without_the_antiforgery_token_is_refused()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var person = await hub.Given.Person();
        using var client = hub.Anonymous();
        using var fields = new FormUrlEncodedContent([new("email", person.Email), new("password", Given.Password)]);

        var answer = await client.PostAsync("/account/sign-in", fields, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_fifth_failure_locks_for_fifteen_minutes(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var person = await hub.Given.Person();
        for (var failure = 1; failure < Account.MaxFailures; failure++)
            (await TrySignIn(hub, person, "wrong")).ShouldBe(Refused);
        (await TrySignIn(hub, person, Given.Password)).ShouldBe("/", "four failures do not lock, and a success forgets them");

        for (var failure = 1; failure <= Account.MaxFailures; failure++)
            (await TrySignIn(hub, person, "wrong")).ShouldBe(Refused);
        (await TrySignIn(hub, person, Given.Password)).ShouldBe(Refused, "locked");

        hubs.Time.Advance(Account.LockOut - TimeSpan.FromSeconds(1));
        (await TrySignIn(hub, person, Given.Password)).ShouldBe(Refused, "still locked");
        hubs.Time.Advance(TimeSpan.FromSeconds(2));
        (await TrySignIn(hub, person, Given.Password)).ShouldBe("/");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Guesses_made_at_once_are_all_counted(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var person = await hub.Given.Person();

        await Task.WhenAll(Enumerable.Range(0, Account.MaxFailures).Select(_ => TrySignIn(hub, person, "wrong")));

        (await TrySignIn(hub, person, Given.Password)).ShouldBe(Refused);
    }

    [Fact]
    public async Task Unknown_address_wrong_password_and_lock_answer_alike()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var locked = await hub.Given.Person();
        await hub.WithRows(db => db.Accounts.Where(one => one.Id == locked.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LockedAt, DateTimeOffset.UnixEpoch), Cancel), Cancel);

        (await TrySignIn(hub, locked, Given.Password)).ShouldBe(Refused);
        (await TrySignIn(hub, new Account { Email = "nobody@example.jp", DisplayName = "" }, Given.Password)).ShouldBe(Refused);
        (await TrySignIn(hub, await hub.Given.Person(), "wrong")).ShouldBe(Refused);
    }

    [Fact]
    public async Task One_address_tries_thirty_times_a_minute()
    {
        // Its own hub: the limit is per address, and all tests come from the same.
        await using var hub = await HubFactory.Start(DatabaseProvider.Sqlite, Cancel);
        using var form = new SignInForm(hub);
        for (var attempt = 1; attempt <= new SignInOptions().AttemptsAMinute; attempt++)
            (await form.Post("/account/sign-in", Cancel, ("email", "nobody@example.jp"), ("password", "wrong"))).ShouldBe(Refused, $"attempt {attempt}");

        (await form.Post("/account/sign-in", Cancel, ("email", "nobody@example.jp"), ("password", "wrong"))).ShouldBe("/account/sign-in?error=too-many");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task With_one_time_codes_on_a_password_alone_does_not_suffice(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var person = await hub.Given.Person(Grant.Everywhere(Role.Mentor));
        using var browser = hub.Given.SignedIn(person);
        var begun = await Answer(await browser.PostAsync("/api/v1/me/totp", null, Cancel));
        var key = FromBase32(begun.GetProperty("key").GetString()!);
        var confirmed = await browser.PostAsJsonAsync("/api/v1/me/totp/confirm", new { code = CodeNow(key) }, Cancel);
        var recovery = (await Answer(confirmed)).GetProperty("recoveryCodes")[0].GetString()!;

        using var form = new SignInForm(hub);
        (await form.Post("/account/sign-in", Cancel, ("email", person.Email), ("password", Given.Password), ("returnUrl", "/x"))).ShouldBe("/account/sign-in/totp?returnUrl=%2Fx");
        form.IsSignedIn.ShouldBeFalse();
        (await form.Post("/account/sign-in/totp", Cancel, ("code", CodeNow(key)))).ShouldBe("/account/sign-in/totp?error=refused", "the code that confirmed was used");
        hubs.Time.Advance(TimeSpan.FromSeconds(30));
        (await form.Post("/account/sign-in/totp", Cancel, ("code", CodeNow(key)), ("returnUrl", "/x"))).ShouldBe("/x");
        (await form.Get("/api/v1/me", Cancel)).ShouldBe(HttpStatusCode.OK);

        (await SignInByRecovery(hub, person, recovery)).ShouldBe("/");
        (await SignInByRecovery(hub, person, recovery)).ShouldBe("/account/sign-in/totp?error=refused", "a recovery code is good once");
    }

    [Fact]
    public async Task The_second_step_must_follow_the_first()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var form = new SignInForm(hub);

        (await form.Post("/account/sign-in/totp", Cancel, ("code", "123456"))).ShouldBe("/account/sign-in?error=expired");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_forgotten_password_is_set_anew_by_mail_once(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var person = await hub.Given.Person(Grant.Everywhere(Role.Mentor));
        using var oldSession = hub.Given.SignedIn(person);
        using var form = new SignInForm(hub);
        (await form.Post("/account/forgot-password", Cancel, ("email", "nobody@example.jp"))).ShouldBe("/account/forgot-password?notice=sent");
        (await form.Post("/account/forgot-password", Cancel, ("email", person.Email))).ShouldBe("/account/forgot-password?notice=sent");
        var token = await Mails.TokenTo(hub, person.Email, Cancel);

        (await form.Post("/account/reset-password", Cancel, ("token", token), ("password", "short"))).ShouldStartWith("/account/reset-password?error=validation.failed&token=");
        (await form.Post("/account/reset-password", Cancel, ("token", token), ("password", "a much longer one"))).ShouldBe("/account/sign-in?notice=password-set");
        (await form.Post("/account/reset-password", Cancel, ("token", token), ("password", "yet another long one"))).ShouldStartWith("/account/reset-password?error=people.link-spent");

        (await TrySignIn(hub, person, Given.Password)).ShouldBe(Refused);
        (await TrySignIn(hub, person, "a much longer one")).ShouldBe("/");
        (await oldSession.GetAsync("/api/v1/me", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a new password ends every session");
    }

    [Fact]
    public async Task A_reset_link_is_good_for_an_hour()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var person = await hub.Given.Person();
        using var form = new SignInForm(hub);
        await form.Post("/account/forgot-password", Cancel, ("email", person.Email));
        var token = await Mails.TokenTo(hub, person.Email, Cancel);
        hubs.Time.Advance(PasswordReset.Life);

        (await form.Post("/account/reset-password", Cancel, ("token", token), ("password", "a much longer one"))).ShouldStartWith("/account/reset-password?error=people.link-spent");
    }

    private static async Task<string?> TrySignIn(HubFactory hub, Account person, string password)
    {
        using var form = new SignInForm(hub);
        return await form.Post("/account/sign-in", Cancel, ("email", person.Email), ("password", password));
    }

    private static async Task<string?> SignInByRecovery(HubFactory hub, Account person, string code)
    {
        using var form = new SignInForm(hub);
        await form.Post("/account/sign-in", Cancel, ("email", person.Email), ("password", Given.Password));
        return await form.Post("/account/sign-in/totp", Cancel, ("code", code));
    }

    private string CodeNow(byte[] key) => Totp.CodeOf(key, Totp.StepOf(hubs.Time.GetUtcNow()));

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }

    private static async Task<JsonElement> Answer(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    /// <summary>A hub on a clock of its own, without the bound on attempts per address.</summary>
    public sealed class Fixture : HubFixture
    {
        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        protected override HubOptions Options => new()
        {
            Time = Time,
            Settings = new Dictionary<string, string?> { ["SignIn:AttemptsAMinute"] = "10000" },
        };
    }
}
