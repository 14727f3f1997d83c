using System.Net;
using System.Text.RegularExpressions;
using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

/// <summary>A mentor answers by the link in the mail: looking at it changes nothing, pressing a button does, once.</summary>
public sealed partial class AnswerLinkTests(MentoringHubs hubs) : IClassFixture<MentoringHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_link_shows_what_is_asked_and_only_the_button_answers(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var asked = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, day: 1)));
        await here.Settled();
        var path = await LinkTo(here, mentor);
        using var browser = new SignInForm(here.Hub);
        // What looks through mails follows every link in them.
        (await Look(here, path)).ShouldBe(HttpStatusCode.OK);
        WebUtility.HtmlDecode(await here.Hub.Anonymous().GetStringAsync(path, Cancel)).ShouldContain(here.World.Firm.NameEn);
        (await StateOf(here, asked.Id)).ShouldBe("requested");
        (await browser.Post(path, Cancel, ("answer", "whatever")))!.ShouldContain("said=session.link-spent");
        (await StateOf(here, asked.Id)).ShouldBe("requested");
        (await browser.Post(path, Cancel, ("answer", "accept")))!.ShouldEndWith("said=accepted");
        (await StateOf(here, asked.Id)).ShouldBe("confirmed");
        (await browser.Post(path, Cancel, ("answer", "decline")))!.ShouldContain("said=session.link-spent");
        (await Look(here, path)).ShouldBe(HttpStatusCode.Gone);
        (await StateOf(here, asked.Id)).ShouldBe("confirmed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_no_by_the_link_says_why_and_a_link_of_an_older_state_or_of_nobody_is_spent(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var asked = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, day: 1)));
        await here.Settled();
        var old = await LinkTo(here, mentor);
        var moved = await here.World.AsAnn.Act($"/mentoring-sessions/{asked.Id}/move", asked.Version, new { startsAt = At(14, day: 1) });
        await here.Settled();
        var path = await LinkTo(here, mentor);
        path.ShouldNotBe(old);
        using var browser = new SignInForm(here.Hub);
        (await Look(here, old)).ShouldBe(HttpStatusCode.Gone);
        (await Look(here, old[..^3])).ShouldBe(HttpStatusCode.Gone);
        (await Look(here, "/sessions/answer/nonsense")).ShouldBe(HttpStatusCode.Gone);
        (await browser.Post(path, Cancel, ("answer", "decline"), ("reason", "On a journey")))!.ShouldEndWith("said=declined");
        var seen = await here.World.AsAnn.Get($"/mentoring-sessions/{moved.Id}");
        (seen["state"]!.GetValue<string>(), seen["endReason"]!.GetValue<string>(), seen["endedBySide"]!.GetValue<string>()).ShouldBe(("declined", "On a journey", "mentor"));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_form_without_its_token_answers_nothing(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var asked = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(await here.Offer(), mentor, At(10, day: 1)));
        await here.Settled();
        using var form = new FormUrlEncodedContent([new("answer", "accept")]);
        (await here.Hub.Anonymous().PostAsync(await LinkTo(here, mentor), form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await StateOf(here, asked.Id)).ShouldBe("requested");
    }

    private static async Task<HttpStatusCode> Look(SessionWorld here, string path) => (await here.Hub.Anonymous().GetAsync(path, Cancel)).StatusCode;

    private static async Task<string> StateOf(SessionWorld here, Guid session) => (await here.World.AsAnn.Get($"/mentoring-sessions/{session}"))["state"]!.GetValue<string>();

    private static Task<string> LinkTo(SessionWorld here, Mentor mentor) => here.Hub.WithRows(async db =>
        AnswerPath().Match(await db.Set<OutgoingMail>().Where(mail => mail.To == mentor.Account.Email && mail.Body.Contains("/sessions/answer/"))
            .OrderByDescending(mail => mail.Id).Select(mail => mail.Body).FirstAsync(Cancel)).Value, Cancel);

    [GeneratedRegex("/sessions/answer/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex AnswerPath();
}
