using System.Globalization;
using System.Text;
using IncubatorHub.HardwareSim.Lines;

namespace IncubatorHub.HardwareSim.Faults;

/// <summary>
/// The control port: <c>FAULT device kind [seconds]</c>, <c>CLEAR device</c>, <c>SET device name value</c> answer <c>OK</c> or
/// <c>ERR reason</c>; <c>LIST</c> answers one line for each target and then <c>OK</c>.
/// </summary>
internal sealed class ControlLine(FaultBoard board)
{
    public async Task Serve(Stream stream, CancellationToken cancellationToken)
    {
        await foreach (var line in LineReader.Read(stream, cancellationToken))
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(line)), cancellationToken);
    }

    public string Answer(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["FAULT", var device, var kind] => Result(board.Set(device, kind, null)),
        ["FAULT", var device, var kind, var seconds] => Result(Number(seconds) is { } s ? board.Set(device, kind, s) : "bad-seconds"),
        ["CLEAR", var device] => Result(board.Clear(device)),
        ["SET", var device, var name, var value] => Result(Number(value) is { } v ? board.Write(device, name, v) : "bad-value"),
        ["LIST"] => string.Concat(board.List().Select(l => l + "\n")) + "OK\n",
        _ => "ERR unknown-command\n",
    };

    private static string Result(string? error) => error is null ? "OK\n" : $"ERR {error}\n";

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
