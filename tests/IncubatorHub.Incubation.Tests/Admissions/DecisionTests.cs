using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Admissions.Applying;
using IncubatorHub.Incubation.Admissions.Units;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Incubation.Tests.Admissions;

/// <summary>From the decision to the tenancy.</summary>
public sealed class DecisionTests(AdmissionHubs hubs) : IClassFixture<AdmissionHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_decision_needs_a_reason_and_sends_the_letter_that_was_previewed(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Submitted();
        (await here.Decide(who, "accepted")).Code.ShouldBe("application.wrong-state");
        (await here.Manager.Act($"/applications/{who.Id}/screen", "*")).Status.ShouldBe(200);
        (await here.Decide(who, "accepted", reason: "")).Code.ShouldBe("validation.failed");
        var preview = await here.Manager.Get($"/applications/{who.Id}/letter?kind=accepted&message=Bring%20your%20lens");
        var decided = await here.Decide(who, "accepted", message: "Bring your lens");
        decided.Status.ShouldBe(200, decided.Body?.ToJsonString());
        decided["application"]!["state"]!.GetValue<string>().ShouldBe("accepted");
        var letter = decided["letters"]!.AsArray().Single()!;
        (letter["subject"]!.GetValue<string>(), letter["body"]!.GetValue<string>()).ShouldBe((preview["subject"]!.GetValue<string>(), preview["body"]!.GetValue<string>()));
        letter["body"]!.GetValue<string>().ShouldContain("Bring your lens");
        decided["steps"]!.AsArray().Select(step => step!["to"]!.GetValue<string>()).ShouldBe(["draft", "submitted", "screening", "accepted"]);
        (await here.Decide(who, "declined")).Code.ShouldBe("application.wrong-state");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_house_writes_in_its_own_words(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Screened();
        object Words(string body) => new { kind = "declined", subjectEn = "About {reference}", subjectJa = "{reference}について", bodyEn = body, bodyJa = body };
        (await here.Manager.Put($"/facilities/{here.House.Id}/letters", "*", Words("Dear {boss}"))).Code.ShouldBe("validation.failed");
        (await here.Manager.Put($"/facilities/{here.House.Id}/letters", "*", Words("Sorry, {contact}. {message}"))).Status.ShouldBe(200);
        (await here.Manager.Get($"/facilities/{here.House.Id}/letters")).Body!.AsArray().Count(one => one!["isOwn"]!.GetValue<bool>()).ShouldBe(1);
        var decided = await here.Decide(who, "declined", message: "Next time.");
        decided["letters"]![0]!["body"]!.GetValue<string>().ShouldBe("Sorry, Akari Sato. Next time.");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task No_company_is_made_twice(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.Start(database);
        // The first application makes the company.
        var first = await here.Screened("Hikari", AdmissionWorld.GoodNumber);
        (await here.Decide(first, "accepted")).Status.ShouldBe(200);
        var company = await CompanyOf(here, first);
        company.ShouldNotBeNull();
        // The second one with the same number is nobody's until a manager says so: anybody may have typed the number.
        var second = await here.Submitted("Other name", AdmissionWorld.GoodNumber, (await here.OpenCall())["code"]!.GetValue<string>());
        (await CompanyOf(here, second)).ShouldBeNull();
        var tenant = await here.Hub.Given.Client(Grant.InCompany(Role.TenantAdmin, company.Value));
        (await tenant.Get($"/applications/{second.Id}")).Status.ShouldBe(404);
        (await here.Manager.Act($"/applications/{second.Id}/company", "*", new { companyId = company })).Status.ShouldBe(200);
        (await tenant.Get($"/applications/{second.Id}")).Status.ShouldBe(200);
        (await here.Save(second, AdmissionWorld.Paper("Other name"))).Answer.IsSubmitted.ShouldBeTrue();
        (await CompanyOf(here, second)).ShouldBeNull("its number is another one now");
        // One that has its name and no number is a question to the manager.
        var name = await here.Hub.WithRows(db => db.Set<Company>().Where(one => one.Id == company).Select(one => one.NameEn).SingleAsync(Cancel), Cancel);
        var third = await here.Begin();
        (await here.Save(third, AdmissionWorld.Paper(name.ToUpperInvariant()))).Answer.IsSubmitted.ShouldBeTrue();
        (await here.Manager.Act($"/applications/{third.Id}/screen", "*")).Status.ShouldBe(200);
        (await here.Decide(third, "waitingList")).Code.ShouldBe("application.company-unclear");
        var candidates = (await here.Manager.Get($"/applications/{third.Id}/companies")).Body!.AsArray();
        candidates.Single()!["id"]!.GetValue<Guid>().ShouldBe(company.Value);
        (await here.Manager.Act($"/applications/{third.Id}/company", "*", new { companyId = company })).Status.ShouldBe(200);
        (await here.Decide(third, "waitingList")).Status.ShouldBe(200);
        (await here.Hub.WithRows(db => db.Set<Company>().CountAsync(Cancel), Cancel)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_offer_that_is_accepted_by_the_link_is_a_tenancy_with_its_terms(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var (who, rival, unit) = (await here.Screened("Kaede"), await here.Screened("Momiji"), await here.Unit());
        (await here.Offer(who, unit)).Code.ShouldBe("application.wrong-state");
        (await here.Decide(who, "waitingList")).Status.ShouldBe(200);
        (await here.Decide(rival, "accepted")).Status.ShouldBe(200);
        var offer = await here.Offer(who, unit);
        offer.Status.ShouldBe(201, offer.Body?.ToJsonString());
        (await here.Offer(rival, unit)).Code.ShouldBe("unit-offer.open");
        (await here.Offer(who, await here.Unit())).Code.ShouldBe("unit-offer.open");
        var secret = await here.SecretOf(who.Email);
        (await here.Anonymously(new ReadMyApplication.Request(secret))).Answer.Offer!.Terms.RentYen.ShouldBe(48_000);
        (await here.Anonymously(new AnswerMyOffer.Request(secret, IsYes: true))).Problem.ShouldBeNull();
        (await here.Anonymously(new AnswerMyOffer.Request(secret, IsYes: true))).Problem!.Code.ShouldBe("unit-offer.over");

        (await here.StateOf(who)).ShouldBe("admitted");
        var row = (await here.Manager.Get($"/unit-offers?applicationId={who.Id}")).Items.Single()!;
        (row["state"]!.GetValue<string>(), row["depositYen"]!.GetValue<long>()).ShouldBe(("accepted", 96_000));
        var tenancy = await here.Hub.WithRows(db => db.Set<Tenancy>().SingleAsync(one => one.UnitId == unit.Id, Cancel), Cancel);
        (tenancy.Id, tenancy.State, tenancy.PlannedEndOn).ShouldBe((row["tenancyId"]!.GetValue<Guid>(), TenancyState.Planned, new DateOnly(2029, 12, 31)));
        (await here.Manager.Get($"/unit-waits?facilityId={here.House.Id}")).Items.ShouldBeEmpty();
        (await here.Offer(rival, unit)).Code.ShouldBe("tenancy.unit-taken");
        (await here.Manager.Get($"/applications/{who.Id}"))["steps"]!.AsArray().Select(step => step!["to"]!.GetValue<string>())
            .ShouldBe(["draft", "submitted", "screening", "waitingList", "accepted", "admitted"]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_offer_that_nobody_answers_ends_once_and_the_place_on_the_list_stays(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.Start(database);
        var (who, unit) = (await here.Screened(), await here.Unit());
        (await here.Decide(who, "waitingList")).Status.ShouldBe(200);
        var offer = await here.Offer(who, unit);
        var secret = await here.SecretOf(who.Email);
        here.Later(TimeSpan.FromDays(2));
        // Over by its time, whether the job has run or not.
        (await here.Anonymously(new AnswerMyOffer.Request(secret, IsYes: true))).Problem!.Code.ShouldBe("unit-offer.over");
        var job = ActivatorUtilities.CreateInstance<ExpireUnitOffers>(here.Hub.Services);
        await job.Expire(Cancel);
        (await job.Expire(Cancel)).ShouldBe(0);
        (await here.Manager.Get($"/unit-offers?applicationId={who.Id}")).Items.Single()!["state"]!.GetValue<string>().ShouldBe("expired");
        (await here.Subjects(who.Email)).Count(subject => subject.StartsWith("No longer open", StringComparison.Ordinal)).ShouldBe(1);
        (await here.Manager.Get($"/unit-waits?facilityId={here.House.Id}")).Items.Single()!["state"]!.GetValue<string>().ShouldBe("waiting");
        (await here.Manager.Act($"/unit-offers/{offer.Id}/answer", "*", new { word = "accept" })).Code.ShouldBe("unit-offer.over");
        (await here.Offer(who, unit)).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_waits_stands_last_is_moved_by_a_manager_and_leaves_when_declined(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var all = new List<Applicant>();
        foreach (var name in new[] { "Ichi", "Ni", "San" })
        {
            var who = await here.Screened(name);
            (await here.Decide(who, "waitingList")).Status.ShouldBe(200);
            all.Add(who);
        }

        async Task<List<Guid>> Order() => [.. (await here.Manager.Get($"/unit-waits?facilityId={here.House.Id}&sort=place")).Items.Select(one => one!["applicationId"]!.GetValue<Guid>())];
        (await Order()).ShouldBe([all[0].Id, all[1].Id, all[2].Id]);
        var last = (await here.Manager.Get($"/unit-waits?facilityId={here.House.Id}&sort=place")).Items[2]!;
        (await here.Manager.Act($"/unit-waits/{last["id"]}/move", last["version"]!.GetValue<string>(), new { place = 1 })).Status.ShouldBe(204);
        (await Order()).ShouldBe([all[2].Id, all[0].Id, all[1].Id]);
        (await here.Decide(all[0], "declined")).Status.ShouldBe(200);
        (await here.Manager.Act($"/applications/{all[1].Id}/withdraw", "*", new { reason = "By telephone" })).Status.ShouldBe(200);
        (await Order()).ShouldBe([all[2].Id]);
    }

    private static Task<Guid?> CompanyOf(AdmissionWorld here, Applicant who) =>
        here.Hub.WithRows(db => db.Applications.Where(one => one.Id == who.Id).Select(one => one.CompanyId).SingleAsync(Cancel), Cancel);
}
