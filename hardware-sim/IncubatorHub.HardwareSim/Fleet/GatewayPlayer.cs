using System.Buffers;
using IncubatorHub.HardwareSim.Models;
using MQTTnet;
using MQTTnet.Formatter;

namespace IncubatorHub.HardwareSim.Fleet;

/// <summary>
/// One gateway on its own connection: makes a batch each interval whether or not it is connected, publishes in order with a window
/// of unacknowledged ones, and after a lost connection publishes again what had no PUBACK.
/// </summary>
internal sealed class GatewayPlayer(
    GatewayCredential credential, SimulatedGateway gateway, FleetOptions options, FleetCounters counters, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500), LongestRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AckPatience = TimeSpan.FromSeconds(30);
    private readonly Noise _noise = Noise.For(options.Seed, credential.Id);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Batch> _waiting = [];
    private readonly SemaphoreSlim _news = new(0);
    private readonly string _topic = $"ih/v1/{credential.Id}/t";
    private int _underWay;

    private bool IsEmpty
    {
        get { lock (_gate) return _waiting.Count == 0 && _underWay == 0; }
    }

    private int UnderWay
    {
        get { lock (_gate) return _underWay; }
    }

    /// <summary>Makes batches until <paramref name="making"/> is cancelled, then sends the rest until that is done or <paramref name="sending"/> is cancelled.</summary>
    public async Task Play(CancellationToken making, CancellationToken sending)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(sending);
        var delivery = Deliver(done.Token);
        await Make(making);
        while (!IsEmpty && !sending.IsCancellationRequested && !delivery.IsCompleted)
            await Task.WhenAny(delivery, Task.Delay(TimeSpan.FromMilliseconds(50), time, sending));
        await done.CancelAsync();
        await delivery;
    }

    public void Dispose() => _news.Dispose();

    private async Task Make(CancellationToken cancellationToken)
    {
        try
        {
            if (options.Jitter) await Task.Delay(options.Interval * _noise.Uniform(), time, cancellationToken);
            var due = time.GetTimestamp();
            while (true)
            {
                var batch = gateway.Next(options.Interval, time.GetUtcNow().ToUnixTimeMilliseconds());
                counters.Made();
                Enqueue(batch);
                var wait = options.Jitter ? options.Interval * _noise.Between(0.9, 1.1) : options.Interval;
                due += (long)(wait.TotalSeconds * time.TimestampFrequency);
                var left = time.GetElapsedTime(time.GetTimestamp(), due);

                // A machine that cannot keep up skips rather than sending a burst later.
                if (left < -options.Interval) due = time.GetTimestamp();
                if (left > TimeSpan.Zero) await Task.Delay(left, time, cancellationToken);
                else cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the run.
        }
    }

    private void Enqueue(Batch batch)
    {
        lock (_gate)
        {
            _waiting[batch.Seq] = batch;
            if (_waiting.Count > options.MaxWaiting)
            {
                _waiting.Remove(_waiting.First().Key);
                counters.Dropped();
            }
        }

        _news.Release();
    }

    private async Task Deliver(CancellationToken cancellationToken)
    {
        var retry = FirstRetry;
        var again = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            using var client = new MqttClientFactory().CreateMqttClient();
            using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            client.DisconnectedAsync += async _ => await lost.CancelAsync();
            var connected = false;
            try
            {
                var result = await client.ConnectAsync(ClientOptions(), cancellationToken);
                if (result.ResultCode != MqttClientConnectResultCode.Success)
                    throw new InvalidOperationException($"{credential.Id}: refused with {result.ResultCode}.");
                connected = true;
                counters.Connected(again);
                (again, retry) = (true, FirstRetry);
                await Pump(client, lost.Token);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || connected)
            {
                // Stopped, or the connection went: the loop decides which.
            }
            catch (Exception e)
            {
                if (retry == FirstRetry) await Console.Error.WriteLineAsync($"{credential.Id}: {e.Message} Trying again.");
            }
            finally
            {
                if (connected) counters.Disconnected();
            }

            if (cancellationToken.IsCancellationRequested)
            {
                await Leave(client);
                return;
            }

            try
            {
                await Task.Delay(retry * _noise.Between(0.5, 1.5), time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
        }
    }

    /// <summary>Publishes in order while the connection stands; waits for everything under way before it returns.</summary>
    private async Task Pump(IMqttClient client, CancellationToken connection)
    {
        using var window = new SemaphoreSlim(options.Window);
        try
        {
            while (true)
            {
                await window.WaitAsync(connection);
                var batch = Take();
                while (batch is null)
                {
                    await _news.WaitAsync(connection);
                    batch = Take();
                }

                _ = Publish(client, batch, window, connection);
            }
        }
        finally
        {
            // Publishes are bounded by patience and by the connection, so that this ends; the permit that this loop took is not given back.
            while (UnderWay > 0) await Task.Delay(TimeSpan.FromMilliseconds(5), time, CancellationToken.None);
        }
    }

    private Batch? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) return null;
            var batch = _waiting.First().Value;
            _waiting.Remove(batch.Seq);
            _underWay++;
            return batch;
        }
    }

    private async Task Publish(IMqttClient client, Batch batch, SemaphoreSlim window, CancellationToken connection)
    {
        counters.Publishing(batch);
        batch.WasSent = true;
        var delivered = false;
        try
        {
            using var patience = new CancellationTokenSource(AckPatience, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(connection, patience.Token);
            var began = time.GetTimestamp();
            var message = new MqttApplicationMessageBuilder().WithTopic(_topic).WithPayload(new ReadOnlySequence<byte>(batch.Payload)).WithQualityOfServiceLevel(options.Qos).Build();
            var result = await client.PublishAsync(message, both.Token);
            delivered = true;
            if (result.IsSuccess) counters.Acknowledged(batch, time.GetElapsedTime(began));
            else counters.Refused();
        }
        catch (Exception)
        {
            // Without PUBACK the batch goes back, whatever the reason; a client that is still connected but does not answer is dropped.
            if (!connection.IsCancellationRequested) await Leave(client);
        }

        if (!delivered)
        {
            lock (_gate) _waiting[batch.Seq] = batch;
            _news.Release();
        }

        // Last, for the loop above ends when nothing is under way any more, and with it the window.
        window.Release();
        lock (_gate) _underWay--;
    }

    private static async Task Leave(IMqttClient client)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), patience.Token);
        }
        catch (Exception)
        {
            // It was gone already.
        }
    }

    private MqttClientOptions ClientOptions() => new MqttClientOptionsBuilder()
        .WithTcpServer(options.Host, options.Port)
        .WithProtocolVersion(MqttProtocolVersion.V500)
        .WithClientId(credential.Id)
        .WithCredentials(credential.Id, credential.Secret)
        .WithCleanStart()
        .WithKeepAlivePeriod(TimeSpan.FromSeconds(60))
        .WithTimeout(TimeSpan.FromSeconds(20))
        .Build();
}
