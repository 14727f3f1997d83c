using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>Keeps the sessions of use in step with the readings. A pass that fails is made again from what is stored.</summary>
internal sealed partial class SessionKeeper(UsageFollower follower, UsageMeter meter, TimeProvider time, ILogger<SessionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan TurnEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await follower.Refresh(stoppingToken);
                for (var until = time.GetUtcNow() + RefreshEvery; time.GetUtcNow() < until;)
                {
                    await follower.Turn(stoppingToken);
                    // Readings come every few milliseconds; one second of them is one transaction.
                    await Task.Delay(TurnEvery, time, stoppingToken);
                    await follower.Wait(RefreshEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                meter.Failed();
                follower.Forget();
                LogFailed(exception, Pause);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions of use could not be kept; they are told again from the stored readings in {Pause}")]
    private partial void LogFailed(Exception exception, TimeSpan pause);
}
