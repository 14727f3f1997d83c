using Microsoft.Extensions.Logging;
using MQTTnet.Diagnostics.Logger;

namespace IncubatorHub.Devices.Broker;

/// <summary>MQTTnet's own words in our log: its warnings and errors as debug, since what a peer does wrong is logged by us, once.</summary>
internal sealed class MqttNetLog(ILogger log) : IMqttNetLogger
{
    public bool IsEnabled => log.IsEnabled(LogLevel.Debug);

    public void Publish(MqttNetLogLevel logLevel, string source, string message, object[]? parameters, Exception? exception)
    {
        if (logLevel < MqttNetLogLevel.Warning || !IsEnabled) return;
        log.MqttNet(exception, source, parameters is { Length: > 0 } ? string.Format(System.Globalization.CultureInfo.InvariantCulture, message, parameters) : message);
    }
}
