using System.Text.Json;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Commands;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Interlocks;

public sealed class InterlockApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static int _count;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_interlock_is_created_switched_by_hand_and_retired_and_its_gateway_is_told_each_time(DatabaseProvider database)
    {
        var (hub, house, gateway, centrifuge) = await Laboratory(database);
        var manager = await hub.Given.ManagerOf(house.Id);
        object Fields(Guid equipment, string channel, Guid? at = null) => new { equipmentId = equipment, gatewayId = at ?? gateway.Id, channel, begins = "warmUp" };
        var made = await manager.Post("/interlocks", Fields(centrifuge.Id, "centrifuge-1"));
        made.Status.ShouldBe(201);
        (await Table(hub, made.Id)).ShouldSatisfyAllConditions(table => table.Leases.ShouldBeEmpty(), table => table.NeverCut.ShouldBeFalse());
        var other = await Instrument(hub, house, needsQualification: false, neverCut: true);
        (await manager.Post("/interlocks", Fields(centrifuge.Id, "two"))).Code.ShouldBe("interlock.equipment-taken");
        (await manager.Post("/interlocks", Fields(other.Id, "centrifuge-1"))).Code.ShouldBe("interlock.channel-taken");
        (await manager.Post("/interlocks", Fields(other.Id, "two", Guid.CreateVersion7()))).Code.ShouldBe("validation.failed");
        (await manager.Post("/interlocks", Fields(other.Id, new string('x', 65)))).Code.ShouldBe("validation.failed");
        (await Table(hub, (await manager.Post("/interlocks", Fields(other.Id, "furnace"))).Id)).NeverCut.ShouldBeTrue();

        var path = $"/interlocks/{made.Id}/switch";
        (await manager.Act(path, "*", new { manual = "on", minutes = 60 })).Code.ShouldBe("validation.failed", "the reason is missing");
        (await manager.Act(path, "*", new { manual = "on", reason = "Repair" })).Code.ShouldBe("validation.failed", "it does not stay on for ever");
        foreach (var (minutes, status) in new[] { (0, 400), (1, 200), (1440, 200), (1441, 400) })
            (await manager.Act(path, "*", new { manual = "on", minutes, reason = "Repair" })).Status.ShouldBe(status);
        (await Table(hub, made.Id)).Leases.ShouldHaveSingleItem().Booking.ShouldBeNull();
        var off = await manager.Act(path, "*", new { manual = "off", reason = "Smells" });
        (off["manual"]!.GetValue<string>(), off["manualReason"]!.GetValue<string>()).ShouldBe(("off", "Smells"));
        (await Table(hub, made.Id)).Leases.ShouldBeEmpty();
        (await Commands(hub, gateway.Id)).Count(one => one is { Target: "centrifuge-1", State: CommandState.Queued or CommandState.Sent }).ShouldBe(1, "only the newest waits");
        (await manager.Act(path, off.Version, new { manual = "none" }))["manualReason"]!.GetValue<string>().ShouldBe("");

        var edited = await manager.Put($"/interlocks/{made.Id}", "*", new { gatewayId = gateway.Id, channel = "c-2", begins = "checkIn" });
        edited["channel"]!.GetValue<string>().ShouldBe("c-2");
        (await Commands(hub, gateway.Id))[^1].Target.ShouldBe("c-2");
        (await manager.Get($"/interlocks?facilityId={house.Id}")).Items.Count.ShouldBe(2);
        (await (await hub.Given.ManagerOf((await hub.Given.Facility()).Id)).Get($"/interlocks/{made.Id}")).Status.ShouldBe(404);
        (await (await hub.Given.TenantAdminOf((await hub.Given.Company(house)).Id)).Get("/interlocks")).Status.ShouldBe(403);
        (await manager.Act($"/interlocks/{made.Id}/retire", "*")).Status.ShouldBe(204);
        (await manager.Act(path, "*", new { manual = "none" })).Code.ShouldBe("retired");
        (await manager.Post("/interlocks", Fields(centrifuge.Id, "c-2"))).Status.ShouldBe(201, "what was retired frees its names");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_of_a_qualified_holder_is_a_lease_and_follows_its_extension_and_its_end(DatabaseProvider database)
    {
        var (hub, house, gateway, centrifuge) = await Laboratory(database);
        var company = await hub.Given.Company(house);
        var (qualified, stranger) = (await hub.Given.Person(), await hub.Given.Person());
        var now = TimeProvider.System.GetUtcNow();
        var mine = await hub.WithRows(db =>
        {
            db.Add(new Interlock { FacilityId = house.Id, EquipmentId = centrifuge.Id, GatewayId = gateway.Id, Channel = "centrifuge-1" });
            db.Add(new Qualification { FacilityId = house.Id, PersonId = qualified.Id, CompanyId = company.Id, ClassCode = centrifuge.ClassCode, GrantedAt = now.AddDays(-9) });
            Booking Of(Guid person, int from) => new()
            {
                FacilityId = house.Id, EquipmentId = centrifuge.Id, PersonId = person, CompanyId = company.Id, BookedById = person,
                StartsAt = now.AddHours(from), EndsAt = now.AddHours(from + 1), State = BookingState.Confirmed,
            };
            var booking = Of(qualified.Id, 1);
            db.AddRange(booking, Of(stranger.Id, 3));
            return Task.FromResult(booking);
        }, Cancel);
        await Renew(hub);
        var interlock = await hub.WithRows(db => db.Interlocks.SingleAsync(one => one.EquipmentId == centrifuge.Id, Cancel), Cancel);
        var first = await Table(hub, interlock.Id);
        first.Leases.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            lease => lease.Booking.ShouldBe(mine.Id.ToString("N")), lease => lease.From.ShouldBe(mine.StartsAt.AddMinutes(-5).ToUnixTimeMilliseconds()));
        (first.ValidUntil - now.ToUnixTimeMilliseconds()).ShouldBeInRange(86_400_000, 86_460_000);
        await Renew(hub);
        (await Table(hub, interlock.Id)).Sequence.ShouldBe(first.Sequence, "what did not change is not sent again");

        await Change(hub, mine.Id, booking => booking.EndsAt = booking.EndsAt.AddHours(1), BookingChange.Extended);
        await Eventually(async () => (await Table(hub, interlock.Id)).Leases is [var lease] && lease.Until == mine.EndsAt.AddHours(1).ToUnixTimeMilliseconds(), "the extension at the gateway");
        (await Table(hub, interlock.Id)).Sequence.ShouldBeGreaterThan(first.Sequence);
        await Change(hub, mine.Id, booking => booking.State = BookingState.Withdrawn, BookingChange.Cancelled);
        await Eventually(async () => (await Table(hub, interlock.Id)).Leases.Count == 0, "the cancellation at the gateway");

        // A gateway whose file was lost has no leases any more.
        var sent = (await Table(hub, interlock.Id)).Sequence;
        await hub.WithRows(async db => (await db.Gateways.SingleAsync(one => one.Id == gateway.Id, Cancel)).LastEpoch = "new", Cancel);
        await Renew(hub);
        (await Table(hub, interlock.Id)).Sequence.ShouldBeGreaterThan(sent);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_the_gateway_tells_stands_in_the_row_in_its_order(DatabaseProvider database)
    {
        var (hub, house, gateway, centrifuge) = await Laboratory(database);
        var manager = await hub.Given.ManagerOf(house.Id);
        var made = await manager.Post("/interlocks", new { equipmentId = centrifuge.Id, gatewayId = gateway.Id, channel = "centrifuge-1" });
        var sequence = 0;
        async Task Says(string kind, string detail, string source = "centrifuge-1")
        {
            await hub.WithRows(db =>
            {
                var now = TimeProvider.System.GetUtcNow();
                db.Add(new StoredEvent { FacilityId = house.Id, GatewayId = gateway.Id, Epoch = "e", Sequence = ++sequence, OccurredAt = now, ReceivedAt = now, Kind = kind, Source = source, Detail = detail });
                return Task.FromResult(0);
            }, Cancel);
            await ActivatorUtilities.CreateInstance<TakeInterlockReports>(hub.Services).Take(Cancel);
        }

        async Task<(string, bool)> Row()
        {
            var row = await manager.Get($"/interlocks/{made.Id}");
            return (row["reported"]!.GetValue<string>(), row["isMismatched"]!.GetValue<bool>());
        }

        (await Row()).ShouldBe(("unknown", false));
        await Says(EventKinds.EquipmentInterlockOn, """{"reason":"lease"}""");
        (await Row()).ShouldBe(("on", false));
        await Says(EventKinds.EquipmentInterlockWarn, """{"reason":"ending"}""");
        (await Row()).ShouldBe(("ending", false));
        await Says(EventKinds.EquipmentInterlockWarn, """{"reason":"in-use"}""");
        await Says(EventKinds.EquipmentInterlockMismatch, """{"expected":true,"found":false,"cleared":false}""");
        (await Row()).ShouldBe(("overrun", true));
        await Says(EventKinds.EquipmentInterlockOff, """{"reason":"idle"}""", source: "another");
        (await Row()).ShouldBe(("overrun", true));
        await Says(EventKinds.EquipmentInterlockMismatch, """{"cleared":true}""");
        await Says(EventKinds.EquipmentInterlockOff, """{"reason":"idle"}""");
        (await Row()).ShouldBe(("off", false));
        (await manager.Get($"/interlocks/{made.Id}")).Version.ShouldBe(made.Version, "a report undoes nobody's edit");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_warning_is_published_once_though_reports_are_looked_at_again_and_a_switch_on_names_its_booking(DatabaseProvider database)
    {
        var (hub, house, gateway, centrifuge) = await Laboratory(database);
        var (booking, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        var ends = now.AddMinutes(5).ToUnixTimeMilliseconds();
        await hub.WithRows(db =>
        {
            db.Add(new Interlock { FacilityId = house.Id, EquipmentId = centrifuge.Id, GatewayId = gateway.Id, Channel = "centrifuge-1" });
            StoredEvent Of(int sequence, string kind, string detail) => new()
            {
                FacilityId = house.Id, GatewayId = gateway.Id, Epoch = "w", Sequence = sequence, OccurredAt = now.AddSeconds(sequence), ReceivedAt = now.AddSeconds(sequence), Kind = kind,
                Source = "centrifuge-1", Detail = detail,
            };
            db.AddRange(
                Of(1, EventKinds.EquipmentInterlockOn, $$"""{"reason":"lease","lease":"{{booking:N}}","booking":"{{booking:N}}"}"""),
                Of(2, EventKinds.EquipmentInterlockWarn, $$"""{"reason":"ending","lease":"{{booking:N}}","booking":"{{booking:N}}","endsAt":{{ends}}}"""),
                Of(3, EventKinds.EquipmentInterlockWarn, $$"""{"reason":"in-use","lease":"{{booking:N}}","endsAt":{{ends}}}"""),
                Of(4, EventKinds.EquipmentInterlockWarn, """{"reason":"ending","lease":"by-hand-1"}"""));
            return Task.FromResult(0);
        }, Cancel);
        for (var look = 0; look < 3; look++)
            await ActivatorUtilities.CreateInstance<TakeInterlockReports>(hub.Services).Take(Cancel);
        // The hub's own job takes reports too, and may have these in hand.
        await Eventually(async () => (await Told()).Count > 0, "the warnings");
        var told = await Told();
        Task<List<OutboxMessage>> Told() =>
            hub.WithRows(db => db.Set<OutboxMessage>().AsNoTracking().Where(one => one.Payload.Contains(booking.ToString())).OrderBy(one => one.Id).ToListAsync(Cancel), Cancel);
        told.Select(one => JsonSerializer.Deserialize<InterlockWarned>(one.Payload, JsonSerializerOptions.Web)).ShouldBe(
        [
            new InterlockWarned(booking, DateTimeOffset.FromUnixTimeMilliseconds(ends), IsOver: false),
            new InterlockWarned(booking, DateTimeOffset.FromUnixTimeMilliseconds(ends), IsOver: true),
        ], ignoreOrder: true);
        (await hub.WithRows(db => new LeaseEvidence(db).BookingsLetRun(centrifuge.Id, now, now.AddMinutes(1), Cancel), Cancel)).ShouldBe([booking]);
        (await hub.WithRows(db => new LeaseEvidence(db).BookingsLetRun(centrifuge.Id, now.AddSeconds(2), now.AddMinutes(1), Cancel), Cancel)).ShouldBeEmpty();
    }

    private async Task<(HubFactory Hub, Facility House, Gateway Gateway, Equipment Centrifuge)> Laboratory(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await hub.Given.Facility();
        var gateway = await hub.WithRows(db =>
        {
            var row = new Gateway { Key = $"gw-lock-{Interlocked.Increment(ref _count)}", FacilityId = house.Id, Name = "Gateway" };
            db.Add(row);
            return Task.FromResult(row);
        }, Cancel);
        return (hub, house, gateway, await Instrument(hub, house, needsQualification: true, neverCut: false));
    }

    private static Task<Equipment> Instrument(HubFactory hub, Facility house, bool needsQualification, bool neverCut) => hub.WithRows(db =>
    {
        var code = $"lock-{Interlocked.Increment(ref _count)}";
        db.Add(new EquipmentClass { Code = code, NameEn = code, NameJa = code, NeedsQualification = needsQualification, NeverCut = neverCut });
        var row = new Equipment { FacilityId = house.Id, AssetNumber = code, ClassCode = code, NameEn = code, NameJa = code, WarmUpMinutes = 5 };
        db.Add(row);
        return Task.FromResult(row);
    }, Cancel);

    private static Task<List<SentCommand>> Commands(HubFactory hub, Guid gatewayId) =>
        hub.WithRows(db => db.GatewayCommands.Where(one => one.GatewayId == gatewayId).OrderBy(one => one.Id).ToListAsync(Cancel), Cancel);

    /// <summary>The table that was last sent, as the gateway reads it.</summary>
    private static async Task<LeaseTable> Table(HubFactory hub, Guid interlockId)
    {
        var arguments = await hub.WithRows(db => db.Interlocks.Where(one => one.Id == interlockId)
            .Join(db.GatewayCommands, one => one.TableCommandId, command => (Guid?)command.Id, (_, command) => command.Arguments).SingleAsync(Cancel), Cancel);
        var table = JsonSerializer.Deserialize(arguments!, ProtocolJson.Default.LeaseTable)!;
        table.Refuse().ShouldBeNull();
        return table;
    }

    private static Task<int> Renew(HubFactory hub) => ActivatorUtilities.CreateInstance<RenewLeases>(hub.Services).Renew(Cancel);

    private static async Task Change(HubFactory hub, Guid bookingId, Action<Booking> change, BookingChange what)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var booking = await db.Bookings.SingleAsync(one => one.Id == bookingId, Cancel);
        change(booking);
        scope.ServiceProvider.GetRequiredService<EventOutbox>().Publish(new BookingChanged(booking.Id, booking.FacilityId, booking.CompanyId, what, ++booking.Revision));
        await db.SaveChangesAsync(Cancel);
        scope.ServiceProvider.GetRequiredService<OutboxSignal>().Wake();
    }

    private static async Task Eventually(Func<Task<bool>> holds, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30), what);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
