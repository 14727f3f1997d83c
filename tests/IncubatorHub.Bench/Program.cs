using System.Globalization;
using IncubatorHub.Bench.Bookings;
using IncubatorHub.Bench.Ingest;
using IncubatorHub.Bench.Mentoring;
using IncubatorHub.Bench.Rules;
using IncubatorHub.Bench.Usage;

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
    case ["rules"]:
        RulesBench.Run(seconds: 5);
        return 0;
    case ["bookings"]:
        return await BookingsBench.Run(rounds: 1_000, acts: 100_000);
    case ["bookings", "throughput"]:
        return await BookingsBench.Each(database => BookingThroughput.Run(database, bookings: 400));
    case ["bookings", "calendar"]:
        return await BookingsBench.Each(CalendarGrowth.Run);
    case ["bookings", "races", var rounds]:
        return await BookingsBench.Each(database => SlotRace.Run(database, int.Parse(rounds, CultureInfo.InvariantCulture)));
    case ["bookings", "acts", var acts]:
        return await BookingsBench.Each(database => RandomActs.Run(database, int.Parse(acts, CultureInfo.InvariantCulture)));
    case ["bookings", var rounds, var acts]:
        return await BookingsBench.Run(int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(acts, CultureInfo.InvariantCulture));
    case ["mentoring"]:
        return await BookingsBench.Each(SlotSearchGrowth.Run);
    case ["usage"]:
        return UsageBench.Run(seed: 1);
    case ["usage", var seed]:
        return UsageBench.Run(int.Parse(seed, CultureInfo.InvariantCulture));
    default:
        Console.WriteLine("rules              judgements of a booking a second and core: every rule stated, a year of history");
        Console.WriteLine("ingest [SECONDS]   durable publishes a second, against awaiting each commit and against RabbitMQ");
        Console.WriteLine("bookings [ROUNDS ACTS]   races for a slot, bookings a second, the calendar's growth, random acts");
        Console.WriteLine("bookings throughput | calendar | races ROUNDS | acts ACTS   one of them alone");
        Console.WriteLine("mentoring          the next slot of any suitable mentor: 50, 500 and 5,000 mentors");
        Console.WriteLine("usage [SEED]       a simulated month: how well uses are told, and wrong releases of bookings");
        return 1;
}
