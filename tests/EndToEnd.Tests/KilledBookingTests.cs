using System.Diagnostics;
using System.Text.Json;
using IncubatorHub.EndToEnd.Tests.Support;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.Registry.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>SIGKILL at any point leaves no half booking, and what fell due while the hub was down is handled after its return, once.</summary>
public sealed class KilledBookingTests
{
    private const int Kills = 4;
    private const int Clients = 4;
    private const int AnswersBetweenKills = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static IEnumerable<TheoryDataRow<bool>> Databases => [new(false), new(true) { Skip = PostgresPlace.Server is null ? "IH_TEST_POSTGRES names no server" : null }];

    private sealed record Scene(HubProcess Hub, Guid CompanyId, Guid PersonId, IReadOnlyList<Guid> Instruments, Dictionary<string, Guid> Timers);

    [Theory, MemberData(nameof(Databases))]
    public async Task Killed_at_any_moment_the_hub_has_no_half_booking_and_handles_once_what_fell_due_meanwhile(bool isPostgres)
    {
        await using var place = isPostgres ? await PostgresPlace.Make() : null;
        await using var hub = await HubProcess.Start(gateways: 0, settings: place?.Settings);
        var scene = await Furnish(hub);
        // Far enough that nothing of it falls due; the grid of the rules is a quarter of an hour.
        var day = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2), TimeSpan.Zero);
        var clients = Enumerable.Range(1, Clients).Select(n => new BookingClient(hub, n, scene.Instruments, scene.PersonId, scene.CompanyId, day)).ToList();
        using var stop = new CancellationTokenSource();
        var running = clients.ConvertAll(client => Task.Run(() => client.Run(stop.Token)));
        var watch = Stopwatch.StartNew();
        try
        {
            var chance = new Random(9);
            for (var kill = 1; kill <= Kills; kill++)
            {
                var before = clients.Sum(one => one.Acknowledged);
                await Until.Holds(() => running.Find(one => one.IsFaulted) is { } failed ? throw new InvalidOperationException("A client gave up.", failed.Exception)
                    : clients.Sum(one => one.Acknowledged) >= before + AnswersBetweenKills, Patience, $"{AnswersBetweenKills} answers before kill {kill}", hub.Child.Evidence);
                await Until.Pause(TimeSpan.FromMilliseconds(chance.Next(150)), Until.Cancel);
                await hub.Kill();
                // Due while nobody is there: with the last two kills, so that the second return shows whether the first's are done again.
                if (kill > Kills - 2) await FallDue(scene, kill);
                await hub.Restart();
                if (kill > Kills - 2) await Handled(scene, kill);
            }

            await stop.CancelAsync();
            await Task.WhenAll(running).WaitAsync(Patience, Until.Cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await Until.Ended(Task.WhenAll(running).WaitAsync(Patience, CancellationToken.None));
        }

        await Drained(hub);
        foreach (var client in clients) await client.RepeatAll();
        await Holds(scene, clients);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"figure: {clients.Sum(one => one.Acknowledged)} answers, {clients.Sum(one => one.Bookings.Count)} bookings, {clients.Sum(one => one.Lost)} answers lost, {Kills} kills, {watch.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Instruments to fight for, which cost something; a webhook that nobody answers; an instrument for each timer.</summary>
    private static Task<Scene> Furnish(HubProcess hub) => HubRows.With(hub, async db =>
    {
        var (house, today) = (hub.Seed.FacilityId, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var company = await db.Set<Company>().SingleAsync(Until.Cancel);
        var person = await db.Set<Account>().SingleAsync(one => one.Email == HubSeed.TenantEmail, Until.Cancel);
        var instruments = await db.Set<Equipment>().Select(one => one.Id).ToListAsync(Until.Cancel);
        var timed = new EquipmentClass
        {
            Code = "timed", NameEn = "Timed", NameJa = "時限", UseMode = UseMode.Episodic, UseMetric = "power", OnAbove = 100, OffBelow = 20, Automation = AutomationMode.On,
        };
        var timers = new Dictionary<string, Guid>();
        db.Add(timed);
        foreach (var name in from kill in new[] { Kills - 1, Kills } from what in new[] { "Hold", "Reminder", "No-show" } select $"{what} {kill}")
        {
            var one = new Equipment { FacilityId = house, AssetNumber = name, ClassCode = timed.Code, NameEn = name, NameJa = name, IsBookable = true };
            db.Add(one);
            timers.Add(name, one.Id);
        }

        db.Add(new PricePlan { FacilityId = house, ClassCode = "balance", ValidFrom = today.AddDays(-1), Terms = new PriceTerms { YenPerHour = 1_200 } });
        db.Add(new CreditAccount { FacilityId = house, CompanyId = company.Id });
        db.Add(new WebhookSubscription
        {
            Scope = ScopeKind.Facility, ScopeId = house, Name = "Trial", Url = "https://hook.invalid/", SealedSecret = "none", CreatedById = person.Id,
        });
        return new Scene(hub, company.Id, person.Id, instruments, timers);
    });

    private static Task FallDue(Scene scene, int kill) => HubRows.With(scene.Hub, db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        void Add(string what, DateTimeOffset from, BookingState state)
        {
            var booking = new Booking
            {
                FacilityId = scene.Hub.Seed.FacilityId, EquipmentId = scene.Timers[$"{what} {kill}"], PersonId = scene.PersonId, BookedById = scene.PersonId,
                CompanyId = scene.CompanyId, StartsAt = from, EndsAt = from.AddHours(2), Revision = 1, HeldUntil = state is BookingState.Held ? now : null,
            };
            booking.StandAs(state);
            db.Add(booking);
            db.Add(new Occupancy
            {
                BookingId = booking.Id, FacilityId = booking.FacilityId, ResourceId = booking.ResourceId, SlotIndex = 0, From = booking.StartsAt, Until = booking.EndsAt,
            });
        }

        Add("Hold", now.AddHours(3), BookingState.Held);
        Add("Reminder", now.AddMinutes(59), BookingState.Confirmed);
        Add("No-show", now.AddMinutes(-31), BookingState.Confirmed);
        return Task.FromResult(0);
    });

    private static async Task Handled(Scene scene, int kill)
    {
        string[] subjects = [$"No longer kept: Hold {kill}", $"Soon: Reminder {kill}"];
        var noShow = scene.Timers[$"No-show {kill}"];
        await Until.Holds(async () =>
        {
            var sent = (await HubRows.All<OutgoingMail>(scene.Hub)).Select(one => one.Subject).ToHashSet();
            // Nothing senses the instrument, so nothing proves that nobody came: the holder is asked, and nothing is released.
            return subjects.All(sent.Contains) && await HubRows.With(scene.Hub, db => (
                from question in db.Set<EvidenceQuestion>() join booking in db.Set<Booking>() on question.BookingId equals booking.Id where booking.EquipmentId == noShow select question)
                .AnyAsync(Until.Cancel));
        }, Patience, $"what fell due before return {kill}", scene.Hub.Child.Evidence);
    }

    private static Task Drained(HubProcess hub) => Until.Holds(
        async () => !await HubRows.With(hub, db => db.Set<OutboxMessage>().AnyAsync(one => one.State == OutboxState.Waiting, Until.Cancel)), Patience, "an empty outbox", hub.Child.Evidence);

    private static async Task Holds(Scene scene, List<BookingClient> clients)
    {
        var bookings = await HubRows.All<Booking>(scene.Hub);
        var blocked = (await HubRows.All<Occupancy>(scene.Hub)).ToLookup(one => one.BookingId);
        var told = clients.SelectMany(one => one.Bookings).ToDictionary();
        var contested = bookings.Where(one => scene.Instruments.Contains(one.EquipmentId!.Value)).ToDictionary(one => one.Id);

        contested.Values.Count(one => one.State is BookingState.Confirmed).ShouldBeGreaterThan(Clients, "there was something to lose");
        contested.Values.ShouldContain(one => one.State == BookingState.Withdrawn);
        contested.Values.ShouldContain(one => one.Revision > 2);
        contested.Keys.ShouldBe(told.Keys, ignoreOrder: true, "every booking was acknowledged, every acknowledged one is there");
        foreach (var (id, last) in told)
        {
            var row = contested[id];
            new AckedBooking(JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()), row.StartsAt, row.EndsAt, row.Revision).ShouldBe(last);
        }

        foreach (var booking in bookings)
        {
            blocked[booking.Id].Select(one => (one.ResourceId, one.SlotIndex, one.From, one.Until)).ShouldBe(
                BookingStates.Live.Contains(booking.State) ? [(booking.ResourceId, booking.SlotIndex, booking.StartsAt, booking.EndsAt)] : [], $"{booking.State} {booking.Id}");
        }

        foreach (var slot in blocked.SelectMany(one => one).GroupBy(one => (one.ResourceId, one.SlotIndex)))
        {
            var inOrder = slot.OrderBy(one => one.From).ToList();
            inOrder.Zip(inOrder.Skip(1)).ShouldAllBe(pair => pair.First.Until <= pair.Second.From, "no overlap on a slot");
        }

        await LedgerFollows(scene.Hub, contested);
        await EachChangeIsToldOnce(scene, contested);
        await EachTimerRanOnce(scene, bookings);
    }

    private static async Task LedgerFollows(HubProcess hub, Dictionary<Guid, Booking> contested)
    {
        var entries = (await HubRows.All<CreditEntry>(hub)).OrderBy(one => one.Number).ToList();
        entries.Select(one => one.Number).ShouldBe(Enumerable.Range(1, entries.Count), "entries without gaps");
        var balance = 0L;
        foreach (var one in entries) one.BalanceYen.ShouldBe(balance += one.AmountYen);
        var charges = (await HubRows.All<Charge>(hub)).Where(one => contested.ContainsKey(one.BookingId)).ToList();
        charges.Select(one => one.BookingId).ShouldBe(contested.Keys, ignoreOrder: true, "one charge for each booking");
        foreach (var charge in charges)
        {
            charge.State.ShouldBe(BookingStates.Live.Contains(contested[charge.BookingId].State) ? ChargeState.Reserved : ChargeState.Released);
            (charge.ReservedYen > 0).ShouldBe(charge.State is ChargeState.Reserved);
        }

        balance.ShouldBe(-charges.Sum(one => one.ReservedYen), "what is kept aside is what the ledger says");
    }

    private static async Task EachChangeIsToldOnce(Scene scene, Dictionary<Guid, Booking> contested)
    {
        (await HubRows.All<OutboxMessage>(scene.Hub)).ShouldAllBe(one => one.State == OutboxState.Handled);
        var calls = (await HubRows.All<WebhookDelivery>(scene.Hub)).Select(one => JsonElement.Parse(one.Body).GetProperty("data"))
            .Where(one => one.TryGetProperty("revision", out _)).Select(one => (Id: one.GetProperty("bookingId").GetGuid(), Revision: one.GetProperty("revision").GetInt32())).ToList();
        foreach (var (id, booking) in contested)
            calls.Where(one => one.Id == id).Select(one => one.Revision).Order().ShouldBe(Enumerable.Range(0, booking.Revision + 1), "one webhook for each change");
        var mails = await HubRows.All<OutgoingMail>(scene.Hub);
        var invitations = mails.Count(one => one.Subject.StartsWith("Booked: Balance", StringComparison.Ordinal));
        invitations.ShouldBeInRange(1, contested.Count, "at most one confirmation for each booking; a newer change may have overtaken it");
        mails.Count(one => one.Subject.StartsWith("Cancelled: Balance", StringComparison.Ordinal)).ShouldBe(contested.Values.Count(one => one.State is BookingState.Withdrawn));
    }

    private static async Task EachTimerRanOnce(Scene scene, List<Booking> bookings)
    {
        var mails = (await HubRows.All<OutgoingMail>(scene.Hub)).ToLookup(one => one.Subject);
        var questions = await HubRows.All<EvidenceQuestion>(scene.Hub);
        var reminders = await HubRows.All<BookingReminder>(scene.Hub);
        foreach (var kill in new[] { Kills - 1, Kills })
        {
            Booking Of(string what) => bookings.Single(one => one.EquipmentId == scene.Timers[$"{what} {kill}"]);
            Of("Hold").State.ShouldBe(BookingState.Expired);
            mails[$"No longer kept: Hold {kill}"].Count().ShouldBe(1);
            mails[$"Soon: Reminder {kill}"].Count().ShouldBe(1);
            reminders.Count(one => one.BookingId == Of("Reminder").Id).ShouldBe(1);
            questions.Count(one => one.BookingId == Of("No-show").Id).ShouldBe(1);
            mails.Where(one => one.Key.StartsWith($"Do you still need No-show {kill} ", StringComparison.Ordinal)).Sum(one => one.Count()).ShouldBe(1);
            Of("No-show").State.ShouldBe(BookingState.Confirmed);
        }
    }
}
