using IncubatorHub.Registry.Notifications;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.People;

/// <summary>The mails with a link that lets its reader in: rows of the use case's own transaction.</summary>
internal sealed class PeopleMails(HubDbContext db, IOptions<NotificationOptions> options, TimeProvider time)
{
    public void Invite(Invitation invitation, string inviter, string token) => Add(
        invitation.Email, "Invitation", invitation.Language, invitation.DisplayName, inviter, Link("/account/accept-invitation", token));

    public void OfferReset(Account account, string token) =>
        Add(account.Email, "Reset", account.Language, account.DisplayName, Link("/account/reset-password", token));

    private void Add(string to, string name, string language, params object[] values) => db.Add(new OutgoingMail
    {
        To = to,
        Subject = MailTexts.Get(name + "Subject", language),
        Body = MailTexts.Get(name + "Body", language, values),
        At = time.GetUtcNow(),
    });

    private string Link(string path, string token) => $"{options.Value.PublicAddress.TrimEnd('/')}{path}?token={token}";
}
