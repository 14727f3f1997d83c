using CsCheck;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>Whatever is done in whatever order, no promise is broken. The benchmark <c>bookings</c> does a hundred thousand acts.</summary>
public sealed class BookingModelTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private const int Runs = 6;
    private const int Steps = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Gen<ModelStep[]> AnySteps = Gen.Select(
        Gen.Int[0, BookingModel.Acts - 1], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999], (act, who, when, howLong) => new ModelStep(act, who, when, howLong)).Array[Steps];

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Random_acts_break_no_promise(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (acts, done) = (0, 0);
        await AnySteps.SampleAsync(async steps =>
        {
            var model = await BookingModel.In(hub, hubs.Time, Cancel);
            foreach (var step in steps)
            {
                await model.Do(step);
                (await model.Broken()).ShouldBeNull($"after {step}");
            }

            (acts, done) = (acts + steps.Length, done + model.Done);
        }, iter: Runs, threads: 1);
        done.ShouldBeGreaterThan(acts / 4, "most acts are refused: the model tries too little");
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: {done} of {acts} acts were done on {database}, no promise broken");
    }
}
