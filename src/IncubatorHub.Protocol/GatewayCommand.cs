using System.Text.Json;

namespace IncubatorHub.Protocol;

/// <summary>A command to a gateway. The id makes it idempotent: a gateway carries an id out once and answers repeats with the first outcome.</summary>
/// <param name="Id">1 to 64 characters, chosen by the hub.</param>
/// <param name="Kind">One of <see cref="CommandKinds"/>.</param>
/// <param name="Target">What it acts on: <c>controller/door</c>, or a writable's name; null where none is needed.</param>
/// <param name="Arguments">A JSON object; undefined when there is none.</param>
/// <param name="Issued">When the hub issued it, milliseconds since 1970 UTC.</param>
/// <param name="Expires">From this millisecond on it must not be carried out any more (exclusive).</param>
public sealed record GatewayCommand(string Id, string Kind, long Issued, long Expires, string? Target = null, JsonElement? Arguments = null);
