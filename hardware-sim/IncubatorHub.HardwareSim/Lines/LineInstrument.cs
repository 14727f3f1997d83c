using System.Globalization;
using System.Text;
using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Lines;

/// <summary>
/// An instrument that talks in lines over TCP, as behind a serial device server: continuously, or one line for each <c>Q</c>.
/// </summary>
internal sealed class LineInstrument(Device device, bool continuous, TimeProvider time)
{
    /// <summary>A reader that takes nothing for so long has stopped; the line is dropped rather than buffered.</summary>
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    public static bool Speaks(Device device) => device is Balance or VibrationMeter;

    /// <summary>What the instrument shows now, with its line end.</summary>
    public string Line()
    {
        lock (device.Gate)
        {
            return device is Balance balance
                ? string.Create(CultureInfo.InvariantCulture, $"{(balance.IsStable ? "ST" : "US")},{Signed(balance["mass"])} g\r\n")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"VIB rms={device["rms"]:0.000}mm/s peak={device["peak"]:0.000}mm/s f={device["frequency"]:0.0}Hz\n");
        }
    }

    public async Task Serve(Stream stream, CancellationToken cancellationToken)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turn = new SemaphoreSlim(1);
        var sending = continuous ? SendContinuously(stream, turn, session) : Task.CompletedTask;
        try
        {
            await foreach (var command in LineReader.Read(stream, session.Token)) await Obey(command, stream, turn, session.Token);
        }
        finally
        {
            await session.CancelAsync();
            await sending;
        }
    }

    private async Task Obey(string command, Stream stream, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case "Q":
                await Send(stream, turn, cancellationToken);
                break;
            case "T" when device is Balance balance:
                lock (device.Gate) balance.Tare();
                break;
        }
    }

    /// <summary>Five lines a second from a balance, one from the vibration meter, in real time whatever the time scale.</summary>
    private async Task SendContinuously(Stream stream, SemaphoreSlim turn, CancellationTokenSource session)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(device is Balance ? 200 : 1_000), time);
        try
        {
            while (await timer.WaitForNextTickAsync(session.Token)) await Send(stream, turn, session.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Without its continuous lines the session is worth nothing: end the reading side as well.
            await session.CancelAsync();
        }
    }

    /// <summary>An instrument without power is silent, while the serial device server before it still holds the connection.</summary>
    private async Task Send(Stream stream, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        if (!device.Answers) return;
        using var patience = new CancellationTokenSource(WriteTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await turn.WaitAsync(both.Token);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Line()), both.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sign, five digits, point, four digits: fixed columns.</summary>
    private static string Signed(double grams) =>
        (grams < 0 ? "-" : "+") + Math.Abs(grams).ToString("00000.0000", CultureInfo.InvariantCulture);
}
