using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace IncubatorHub.Hub.Hosting;

/// <summary>
/// Names of the schemas in the API's document. A type that stands inside a use case bears its name as well, <c>BookEquipmentRequest</c>: every use case
/// has a <c>Request</c>, and a client that is generated from the document must not take one for the other.
/// </summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, Type> _given = new(StringComparer.Ordinal);

    /// <summary>The name; null for what is written in place.</summary>
    public string? Of(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is not { } plain)
            return null;
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = type.IsGenericType ? plain : Qualified(type, plain);
        var first = _given.GetOrAdd(name, type);
        return first == type ? name : throw new InvalidOperationException($"{first} and {type} would share the schema name {name}.");
    }

    private static string Qualified(Type type, string plain) => type.DeclaringType is { } outer ? Qualified(outer, outer.Name) + plain : plain;
}
