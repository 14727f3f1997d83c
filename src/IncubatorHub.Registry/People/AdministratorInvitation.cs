using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.People;

/// <summary>Lets the first administrator in. Whoever may start the program on this machine may invite one, and needs no mail for it.</summary>
public static class AdministratorInvitation
{
    /// <summary>Invites, and returns the link, which is good once and for seven days. Throws <see cref="ArgumentException"/> when this is no address.</summary>
    public static async Task<string> Make(IServiceProvider services, string email, CancellationToken cancel)
    {
        if (email.Length > 200 || !new EmailAddressAttribute().IsValid(email))
            throw new ArgumentException($"An e-mail address is wanted; found '{email}'.");
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CallerContext>();
        (context.Caller, context.Act) = (Caller.System, nameof(AdministratorInvitation));
        var token = Secrets.NewToken();
        var grant = Grant.Everywhere(Role.SystemAdministrator);
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        db.Add(new Invitation
        {
            Email = email,
            DisplayName = email.Split('@')[0],
            Language = "ja",
            Role = grant.Role,
            Scope = grant.Scope,
            ScopeId = grant.ScopeId,
            TokenHash = Secrets.HashOf(token),
            ExpiresAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow() + Invitation.Life,
        });
        await db.SaveChangesAsync(cancel);
        var address = scope.ServiceProvider.GetRequiredService<IOptions<Notifications.NotificationOptions>>().Value.PublicAddress;
        return $"{address.TrimEnd('/')}/account/accept-invitation?token={token}";
    }
}
