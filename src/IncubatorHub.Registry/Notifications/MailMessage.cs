using System.Text;
using MimeKit;
using MimeKit.Text;

namespace IncubatorHub.Registry.Notifications;

/// <summary>A row as a message on the wire.</summary>
internal static class MailMessage
{
    public static MimeMessage Of(OutgoingMail mail, string from)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = mail.At, MessageId = $"{mail.Id:N}@incubatorhub" };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(mail.To));
        // RFC 3834: out-of-office programs must not answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var text = new TextPart(TextFormat.Plain) { ContentTransferEncoding = ContentEncoding.Base64 };
        text.SetText(Encoding.UTF8, mail.Body);
        if (mail.Calendar is null)
        {
            message.Body = text;
            return message;
        }

        // RFC 6047: an alternative of the text, its method in the type as well as inside.
        var calendar = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        calendar.SetText(Encoding.UTF8, mail.Calendar);
        calendar.ContentType.Parameters.Add("method", mail.CalendarMethod!);
        message.Body = new MultipartAlternative { text, calendar };
        return message;
    }
}
