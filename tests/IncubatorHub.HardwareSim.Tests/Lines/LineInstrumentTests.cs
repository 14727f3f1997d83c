using System.Net;
using IncubatorHub.HardwareSim.Lines;
using IncubatorHub.HardwareSim.Models;
using IncubatorHub.HardwareSim.Tests.Models;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.HardwareSim.Tests.Lines;

public class LineInstrumentTests
{
    private readonly FakeTimeProvider _time = new();

    private async Task With(Device device, bool continuous, Func<Line, Task> test)
    {
        await using var service = new TcpService("line", new IPEndPoint(IPAddress.Loopback, 0), 2, new LineInstrument(device, continuous, _time).Serve);
        service.Open();
        using var line = await Line.Connect(service.Port);
        await Eventually.True(() => service.ConnectionCount == 1, "the connection to be served");
        await test(line);
    }

    [Fact]
    public void A_balance_shows_fixed_columns_and_whether_it_is_stable()
    {
        var balance = Given.Device("balance");
        balance.Put("load", 12.3451);
        balance.Advance(TimeSpan.FromMilliseconds(400));
        var line = new LineInstrument(balance, true, _time);
        line.Line().ShouldMatch(@"^US,[+-]\d{5}\.\d{4} g\r\n$");
        balance.Advance(TimeSpan.FromSeconds(10));
        line.Line().ShouldMatch(@"^ST,\+00012\.3[34]\d\d g\r\n$");
    }

    [Fact]
    public void A_vibration_meter_shows_its_values_with_units() =>
        new LineInstrument(Given.Device("vibration-meter"), true, _time).Line()
            .ShouldMatch(@"^VIB rms=\d+\.\d{3}mm/s peak=\d+\.\d{3}mm/s f=\d+\.\dHz\n$");

    [Fact]
    public Task On_request_it_answers_each_question_once() => With(Given.Device("balance"), continuous: false, async line =>
    {
        (await line.Ask("Q"))!.ShouldStartWith("ST,");
        (await line.Ask("Q"))!.ShouldEndWith(" g");
    });

    [Fact]
    public Task Continuously_a_balance_sends_five_lines_a_second() => With(Given.Device("balance"), continuous: true, async line =>
    {
        for (var i = 0; i < 5; i++)
        {
            Task<string?> next = line.Next();
            await Eventually.True(() =>
            {
                if (!next.IsCompleted) _time.Advance(TimeSpan.FromMilliseconds(200));
                return next.IsCompleted;
            }, "a line to come");
            (await next)!.ShouldEndWith(" g");
        }
    });

    [Fact]
    public Task Tare_sets_the_shown_mass_to_nothing()
    {
        var balance = Given.Device("balance");
        balance.Put("load", 50);
        balance.Advance(TimeSpan.FromSeconds(10));
        return With(balance, continuous: false, async line =>
        {
            await line.Send("T\n");
            await line.Ask("Q");
            lock (balance.Gate) balance.Advance(TimeSpan.FromSeconds(1));
            (await line.Ask("Q"))!.ShouldMatch(@"^ST,[+-]00000\.00\d\d g$");
        });
    }
}
