using System.Globalization;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>
/// One kind of message of one gateway, as a careful gateway sends it: numbered, several in flight, kept until acknowledged, sent again in
/// order after a lost connection. What it counts as acknowledged, the hub must have.
/// </summary>
internal sealed class LoadLane(string topic, int window, TimeSpan pace, Func<long, string> payload)
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(60);
    private long _made;
    private long _acknowledged;
    private long _resent;

    /// <summary>Messages made so far; their numbers are 0 to this, exclusive.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>All below are acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Sends after the first of a message.</summary>
    public long Resent => Interlocked.Read(ref _resent);

    /// <summary>Sends over one connection until it breaks (then it throws), or until told to stop and all is acknowledged.</summary>
    public async Task Send(IMqttClient client, CancellationToken stop, CancellationToken cancel)
    {
        var flying = new Queue<Task<MqttClientPublishResult>>();
        var next = Acknowledged;
        while (true)
        {
            var mayMake = next < Made || !stop.IsCancellationRequested;
            if (flying.Count < window && mayMake)
            {
                if (next < Made) _resent++;
                else Interlocked.Increment(ref _made);
                flying.Enqueue(client.PublishAsync(Message(next++), cancel));
                if (next == Made) await Until.Pause(pace, cancel);
            }
            else if (flying.TryPeek(out var oldest))
            {
                var result = await oldest.WaitAsync(AnswerPatience, cancel);
                if (!result.IsSuccess) throw new InvalidOperationException($"{topic} {Acknowledged}: the hub answered {result.ReasonCode}.");
                _ = flying.Dequeue();
                Interlocked.Increment(ref _acknowledged);
            }
            else
            {
                return;
            }

            while (flying.TryPeek(out var done) && done.IsCompletedSuccessfully && (await done).IsSuccess)
            {
                _ = flying.Dequeue();
                Interlocked.Increment(ref _acknowledged);
            }
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{topic}: {Made} made, {Acknowledged} acknowledged, {Resent} sent again");

    private MqttApplicationMessage Message(long number) => new()
    {
        Topic = topic,
        PayloadSegment = Encoding.UTF8.GetBytes(payload(number)),
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        ContentType = "application/json",
    };
}
