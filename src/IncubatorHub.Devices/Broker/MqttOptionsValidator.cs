using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Devices.Broker;

/// <summary>Says for each wrong setting its key, what is allowed and what was found.</summary>
internal sealed class MqttOptionsValidator : IValidateOptions<MqttOptions>
{
    public ValidateOptionsResult Validate(string? name, MqttOptions options)
    {
        var failures = Ranges(MqttOptions.Section, options)
            .Concat(Ranges($"{MqttOptions.Section}:Tcp", options.Tcp))
            .Concat(Ranges($"{MqttOptions.Section}:Tls", options.Tls))
            .Concat(Addresses(options))
            .ToList();
        if (options.WebSocketPath.Length > 0 && options.WebSocketPath[0] != '/')
            failures.Add($"Mqtt:WebSocketPath must be empty or begin with '/'; found '{options.WebSocketPath}'.");
        if (options.Tls.Enabled)
        {
            failures.AddRange(Missing("Mqtt:Tls:CertificateFile", options.Tls.CertificateFile));
            failures.AddRange(Missing("Mqtt:Tls:KeyFile", options.Tls.KeyFile));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Ranges(string section, object options) =>
        from property in options.GetType().GetProperties()
        let range = property.GetCustomAttribute<RangeAttribute>()
        where range is not null
        let found = property.GetValue(options)
        where !range.IsValid(found)
        select $"{section}:{property.Name} must be between {range.Minimum} and {range.Maximum}; found {found}.";

    private static IEnumerable<string> Addresses(MqttOptions options) =>
        from endpoint in new[] { (Key: "Mqtt:Tcp:Address", options.Tcp.Address), (Key: "Mqtt:Tls:Address", options.Tls.Address) }
        where endpoint.Address != "*" && !IPAddress.TryParse(endpoint.Address, out _)
        select $"{endpoint.Key} must be an IP address or '*'; found '{endpoint.Address}'.";

    private static IEnumerable<string> Missing(string key, string file)
    {
        if (!File.Exists(file)) yield return $"{key} must name an existing PEM file; found '{file}'.";
    }
}
