using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Hub.Demo;

/// <summary>The demo's managers, and those who sign in.</summary>
internal sealed class DemoPeople(DemoRows rows, DemoDice dice, DemoNotes notes, IPasswordHasher<Account> passwords, DateOnly today)
{
    private readonly HashSet<string> _emails = [];

    public void Managers(Facility facility, DemoPlace place)
    {
        var count = place.Lab > 0 ? 2 : dice.Chance(0.25) ? 2 : 1;
        for (var n = 0; n < count; n++)
        {
            var account = Somebody("im");
            Manage(account, facility, place.Lab > 0 ? 60 : 100);
        }
    }

    private void Manage(Account account, Facility facility, int share)
    {
        rows.Add(RoleGrant.ToAccount(account.Id, Grant.AtFacility(Role.IncubationManager, facility.Id)));
        rows.Add(new ManagerAssignment
        {
            FacilityId = facility.Id, AccountId = account.Id, SharePercent = share, Certificate = "JBIA IM", StartsOn = today.AddYears(-2), CertificateExpiresOn = today.AddYears(1),
        });
    }

    public Account SignIn(string email, Both name, params Grant[] grants)
    {
        var account = Person(name, email);
        account.PasswordHash = passwords.HashPassword(account, DemoCountry.Password);
        account.Language = "en";
        foreach (var grant in grants)
            rows.Add(RoleGrant.ToAccount(account.Id, grant));
        notes.SignIns.Add(email);
        return account;
    }

    /// <summary>A person of a made-up name, with an address of their own.</summary>
    public Account Somebody(string domain)
    {
        var name = DemoNames.Person(dice);
        return Person(name, DemoNames.Unique(_emails, name.En.ToLowerInvariant().Replace(' ', '.')) + $"@{domain}.demo.example");
    }

    private Account Person(Both name, string email)
    {
        var account = rows.Add(new Account { Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = $"{name.En} ({name.Ja})", IsDemo = true });
        account.EndSessions();
        return account;
    }
}
