using IncubatorHub.Platform.Settings;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IncubatorHub.Registry.Notifications;

/// <summary>How a batch of mails leaves the hub; opened for the batch and closed after it.</summary>
internal interface IMailRoute : IAsyncDisposable
{
    Task Send(OutgoingMail mail, MimeMessage message, CancellationToken cancel);
}

/// <summary>Opens the route that the settings name.</summary>
internal sealed class MailRoutes(IConfiguration configuration, IOptions<SmtpOptions> options)
{
    public async Task<IMailRoute> Open(CancellationToken cancel) => options.Value.Host.Length == 0
        ? new PickupRoute(DataDirectory.Of(configuration).CreateSubdirectory("mail"))
        : await SmtpRoute.Open(options.Value, cancel);
}

/// <summary>One .eml file each into a folder, where a mail server's pickup or a person finds them.</summary>
internal sealed class PickupRoute(DirectoryInfo folder) : IMailRoute
{
    public async Task Send(OutgoingMail mail, MimeMessage message, CancellationToken cancel)
    {
        var path = Path.Combine(folder.FullName, $"{mail.Id:N}.eml");
        // A reader of the folder must never see half a mail. A crash between file and row repeats the file under the same name.
        await message.WriteToAsync(path + ".part", cancel);
        File.Move(path + ".part", path, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One connection to a mail server.</summary>
internal sealed class SmtpRoute : IMailRoute
{
    private readonly SmtpClient _client = new();

    public static async Task<SmtpRoute> Open(SmtpOptions options, CancellationToken cancel)
    {
        var route = new SmtpRoute();
        try
        {
            route._client.Timeout = options.TimeoutSeconds * 1000;
            await route._client.ConnectAsync(options.Host, options.Port, options.Security switch
            {
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, cancel);
            if (options.User.Length > 0)
                await route._client.AuthenticateAsync(options.User, options.Password, cancel);
            return route;
        }
        catch
        {
            await route.DisposeAsync();
            throw;
        }
    }

    public async Task Send(OutgoingMail mail, MimeMessage message, CancellationToken cancel) => await _client.SendAsync(message, cancel);

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            try
            {
                await _client.DisconnectAsync(quit: true, CancellationToken.None);
            }
            catch (Exception exception) when (exception is IOException or SmtpProtocolException or SmtpCommandException)
            {
                // The server hung up first; what it took it has.
            }
        }

        _client.Dispose();
    }
}
