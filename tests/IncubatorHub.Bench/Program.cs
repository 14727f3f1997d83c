using System.Globalization;
using IncubatorHub.Bench.Ingest;

switch (args)
{
    case ["ingest"]:
        await IngestBench.Run(seconds: 8);
        return 0;
    case ["ingest", var seconds]:
        await IngestBench.Run(int.Parse(seconds, CultureInfo.InvariantCulture));
        return 0;
    case ["ingest-hub", var directory, var gateways, var mode]:
        await HubUnderLoad.Run(directory, int.Parse(gateways, CultureInfo.InvariantCulture), mode == "await");
        return 0;
    default:
        Console.WriteLine("ingest [SECONDS]   durable publishes a second, against awaiting each commit and against RabbitMQ");
        return 1;
}
