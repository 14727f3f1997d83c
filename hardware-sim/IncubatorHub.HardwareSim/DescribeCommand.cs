using System.CommandLine;
using IncubatorHub.HardwareSim.Modbus;

namespace IncubatorHub.HardwareSim;

/// <summary><c>describe</c>: prints the register maps.</summary>
internal static class DescribeCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "json or markdown.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "markdown");
        var command = new Command("describe", "Print the register maps of all kinds of device.") { format };
        command.SetAction(parsed => Console.WriteLine(parsed.GetValue(format) == "markdown" ? MapDescription.AsMarkdown() : MapDescription.AsJson()));
        return command;
    }
}
