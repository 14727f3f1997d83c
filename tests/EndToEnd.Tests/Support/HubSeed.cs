using IncubatorHub.Devices.Gateways;
using IncubatorHub.Incubation;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A gateway with the secret that admits it.</summary>
internal sealed record KnownGateway(Guid Id, string Key, string Secret);

/// <summary>What a hub's database holds before its first start: a facility, an administrator, an API key, gateways with known secrets.</summary>
internal sealed record HubSeed(Guid FacilityId, string FacilityCode, string Email, string ApiKey, IReadOnlyList<KnownGateway> Gateways)
{
    public const string Password = "correct horse battery";

    /// <summary>Signs in as a member of the company that rents at the facility.</summary>
    public const string TenantEmail = "tenant@example.jp";

    /// <summary>A colleague of theirs, whose bookings do not stand in the way of the others'.</summary>
    public const string ColleagueEmail = "colleague@example.jp";

    /// <param name="database">Settings of the hub, of which those of its database count; null: the default.</param>
    public static async Task<HubSeed> Write(string dataDirectory, int gateways, CancellationToken cancel, IReadOnlyDictionary<string, string>? database = null)
    {
        var settings = HubRows.Settings(dataDirectory, database);
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddHubDatabase(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Wings.All);
        await using (var provider = services.BuildServiceProvider())
        await using (var scope = provider.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
            var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            await db.Database.MigrateAsync(cancel);
            var seed = Fill(db, gateways);
            await db.SaveChangesAsync(cancel);
            await db.Database.CloseConnectionAsync();
            SqliteConnection.ClearAllPools();
            return seed;
        }
    }

    private static HubSeed Fill(HubDbContext db, int gateways)
    {
        var now = TimeProvider.System.GetUtcNow();
        var facility = new Facility
        {
            Code = "kobe-test", NameEn = "Kobe Trial Laboratories", NameJa = "神戸試験ラボ", PrefectureCode = "28", Latitude = 34.65, Longitude = 135.22,
        };
        var account = new Account { Email = "admin@example.jp", NormalizedEmail = "ADMIN@EXAMPLE.JP", DisplayName = "Aoi Tanaka", Language = "en" };
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, Password);
        account.EndSessions();
        var text = ApiKeyText.Make();
        var key = new ApiKey { Prefix = text.Prefix, SecretHash = text.SecretHash, Name = "End to end", ExpiresAt = now.AddDays(1) };
        var administrator = Grant.Everywhere(Role.SystemAdministrator);
        db.AddRange(facility, account, key, RoleGrant.ToAccount(account.Id, administrator), RoleGrant.ToApiKey(key.Id, administrator));

        AddTenant(db, facility, now);

        var known = new List<KnownGateway>();
        for (var i = 1; i <= gateways; i++)
        {
            var secret = GatewaySecret.Create();
            var gateway = new Gateway { Key = $"gw-{i:000}", FacilityId = facility.Id, Name = $"Gateway {i}" };
            db.AddRange(gateway, GatewayCredential.Of(gateway.Id, secret, now));
            known.Add(new KnownGateway(gateway.Id, gateway.Key, secret.Text));
        }

        return new HubSeed(facility.Id, facility.Code, account.Email, text.ToString(), known);
    }

    // A company with two people, and two instruments that it may book.
    private static void AddTenant(HubDbContext db, Facility facility, DateTimeOffset now)
    {
        var company = new Company { Code = "aoba-bio", NameEn = "Aoba Biosciences", NameJa = "青葉バイオ" };
        var unit = new Unit { FacilityId = facility.Id, Code = "101", NameEn = "Office 1", NameJa = "オフィス1", AreaSquareMetres = 20 };
        foreach (var (email, name) in new[] { (TenantEmail, "Ren Mori"), (ColleagueEmail, "Yui Sato") })
        {
            var member = new Account { Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = name, Language = "en" };
            member.PasswordHash = new PasswordHasher<Account>().HashPassword(member, Password);
            member.EndSessions();
            db.AddRange(member, RoleGrant.ToAccount(member.Id, Grant.InCompany(Role.TenantMember, company.Id)));
        }

        db.AddRange(company, unit, new Tenancy
        {
            CompanyId = company.Id, FacilityId = facility.Id, UnitId = unit.Id, StartsOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-30), State = TenancyState.Current,
        });
        db.Add(new EquipmentClass { Code = "balance", NameEn = "Analytical balance", NameJa = "分析天びん" });
        foreach (var n in new[] { 1, 2 })
        {
            db.Add(new Equipment
            {
                FacilityId = facility.Id, AssetNumber = $"B-{n}", ClassCode = "balance", NameEn = $"Balance {n}", NameJa = $"天びん{n}", IsBookable = true,
            });
        }
    }
}
