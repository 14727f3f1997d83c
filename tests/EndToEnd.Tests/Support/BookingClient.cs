using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A booking as the hub last acknowledged it.</summary>
internal sealed record AckedBooking(string State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Revision);

/// <summary>
/// A client that books, moves and cancels without pause. What gets no answer it asks again, under the same key, until the hub is there. It alone changes
/// its bookings, so what it was told last is what must stand.
/// </summary>
internal sealed class BookingClient(HubProcess hub, int seed, IReadOnlyList<Guid> instruments, Guid personId, Guid companyId, DateTimeOffset day)
{
    private const int Slots = 40;
    private readonly Random _chance = new(seed);
    private readonly HttpClient _http = Client(hub);
    private int _acknowledged;

    /// <summary>What stands, by id.</summary>
    public Dictionary<Guid, AckedBooking> Bookings { get; } = [];

    /// <summary>The keys of creates that were acknowledged, what was asked, what it made.</summary>
    public List<(string Key, object Body, Guid Id)> Keys { get; } = [];

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>How often an answer was lost.</summary>
    public int Lost { get; private set; }

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var live = Bookings.Where(one => one.Value.State == "confirmed").Select(one => one.Key).ToList();
            var dice = _chance.Next(10);
            if (live.Count == 0 || dice < 5)
                await Book();
            else if (dice < 8)
                await Change(live[_chance.Next(live.Count)], "move");
            else
                await Change(live[_chance.Next(live.Count)], "cancel");
        }

        _http.Dispose();
    }

    /// <summary>Asks every acknowledged create again: the answer is the one booking it made.</summary>
    public async Task RepeatAll()
    {
        using var http = Client(hub);
        foreach (var (key, body, id) in Keys)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/bookings") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request, Until.Cancel);
            var text = await answer.Content.ReadAsStringAsync(Until.Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
            JsonElement.Parse(text).GetProperty("id").GetGuid().ShouldBe(id, "a repeated create makes nothing new");
        }
    }

    private async Task Book()
    {
        var from = Slot();
        var (key, body) = (Guid.CreateVersion7().ToString(), (object)new
        {
            equipmentId = instruments[_chance.Next(instruments.Count)], startsAt = from, endsAt = from.AddMinutes(30), personId, companyId, purpose = "Trial",
        });
        var (status, answer) = await Send(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/bookings") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        });
        status.ShouldBeOneOf([HttpStatusCode.Created, HttpStatusCode.Conflict], answer.ToString());
        if (status is HttpStatusCode.Created)
        {
            Note(answer);
            Keys.Add((key, body, answer.GetProperty("id").GetGuid()));
        }
        else
        {
            // The instrument is taken, or the holder has another booking then.
            answer.GetRawText().ShouldContain("overlap");
        }
    }

    private async Task Change(Guid id, string act)
    {
        var (_, seen) = await Send(() => new HttpRequestMessage(HttpMethod.Get, $"api/v1/bookings/{id}"));
        var (version, from) = (seen.GetProperty("version").GetString()!, Slot());
        object body = act == "move" ? new { startsAt = from, endsAt = from.AddMinutes(30) } : new { reason = "Trial" };
        var (status, answer) = await Send(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/bookings/{id}/{act}") { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            return request;
        });
        if (status is HttpStatusCode.OK)
        {
            Note(answer);
            return;
        }

        // The answer was lost and the change stands, or the time was taken: either way the booking is whole, as it was or as it was asked to be.
        status.ShouldBeOneOf([HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed], answer.ToString());
        var before = Bookings[id];
        var (_, now) = await Send(() => new HttpRequestMessage(HttpMethod.Get, $"api/v1/bookings/{id}"));
        Note(now);
        var after = Bookings[id];
        if (after != before)
            after.ShouldBe(act == "move" ? new AckedBooking("confirmed", from, from.AddMinutes(30), before.Revision + 1) : before with { State = "withdrawn", Revision = before.Revision + 1 });
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Send(Func<HttpRequestMessage> make)
    {
        while (true)
        {
            try
            {
                using var request = make();
                using var answer = await _http.SendAsync(request, Until.Cancel);
                if ((int)answer.StatusCode < 500)
                {
                    var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Until.Cancel));
                    Interlocked.Increment(ref _acknowledged);
                    return (answer.StatusCode, body);
                }
            }
            catch (Exception gone) when ((gone is HttpRequestException or IOException or TaskCanceledException) && !Until.Cancel.IsCancellationRequested)
            {
                Lost++;
            }

            await Until.Pause(TimeSpan.FromMilliseconds(100), Until.Cancel);
        }
    }

    private void Note(JsonElement booking) => Bookings[booking.GetProperty("id").GetGuid()] = new AckedBooking(
        booking.GetProperty("state").GetString()!, booking.GetProperty("startsAt").GetDateTimeOffset(), booking.GetProperty("endsAt").GetDateTimeOffset(), booking.GetProperty("revision").GetInt32());

    private DateTimeOffset Slot() => day.AddMinutes(30 * _chance.Next(Slots));

    private static HttpClient Client(HubProcess hub)
    {
        var http = new HttpClient { BaseAddress = hub.Address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Add("X-Api-Key", hub.Seed.ApiKey);
        return http;
    }
}
