using Quartz;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Reminds holders before their bookings begin.</summary>
[DisallowConcurrentExecution]
internal sealed class SendReminders(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await Send(cancellationToken) == DueReminders.BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Sends one batch; returns how many.</summary>
    internal Task<int> Send(CancellationToken cancel) => work.With<DueReminders, int>(nameof(SendReminders), due => due.Send(cancel), cancel);
}
