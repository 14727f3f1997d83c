using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>
/// One device's block. JSON objects have no order, so rows and qualities may stand before the metrics that explain them: such a field
/// is remembered as a copy of the reader and read again when the block ends.
/// </summary>
internal ref struct BlockParser
{
    private readonly TelemetryScratch _scratch;
    private readonly bool _isShortForm;
    private readonly Mark _start;
    private NameSlice _device;
    private long _timeMs = PendingReading.Untimed;
    private bool _hasMetrics, _hasRows, _hasQuality, _hasDeferredRows;
    private Utf8JsonReader _rows, _quality;
    private (string Code, string Detail)? _failure;

    public BlockParser(TelemetryScratch scratch, bool isShortForm)
    {
        _scratch = scratch;
        _isShortForm = isShortForm;
        _start = scratch.Here();
    }

    /// <summary>Whether any field of a block was seen; at the root this tells the short form from a pure batch.</summary>
    public bool HasAnyField { get; private set; }

    /// <summary>Takes the property under the reader; false, with the reader on the name, when it is none of a block.</summary>
    public bool TryField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("d"u8)) Device(ref reader);
        else if (reader.ValueTextEquals("m"u8)) Metrics(ref reader);
        else if (reader.ValueTextEquals(_isShortForm ? "t"u8 : "t0"u8)) Time(ref reader);
        else if (reader.ValueTextEquals("q"u8)) Quality(ref reader);
        else if (!_isShortForm && reader.ValueTextEquals("r"u8)) Rows(ref reader);
        else return false;
        HasAnyField = true;
        return true;
    }

    /// <summary>Judges the block as a whole and completes its readings, or forgets them and reports the block.</summary>
    public void Finish(long offset, long length)
    {
        if (_device.Length == 0) Fail(MalformedCodes.BlockInvalid, "\"d\", the device, is missing.");
        if (!_hasMetrics) Fail(MalformedCodes.BlockInvalid, "\"m\", the metrics, is missing.");
        if (!_isShortForm && _timeMs == PendingReading.Untimed) Fail(MalformedCodes.BlockInvalid, "\"t0\", the time of the block, is missing.");
        if (!_isShortForm && !_hasRows) Fail(MalformedCodes.BlockInvalid, "\"r\", the rows, is missing.");
        if (_failure is null && _hasDeferredRows) ReadRows(ref _rows);
        if (_failure is null) CompleteTimes();
        if (_failure is null && _hasQuality) ApplyQuality(ref _quality);
        if (_failure is not { } failure) return;
        _scratch.BackTo(_start);
        _scratch.Malformed(failure.Code, failure.Detail, offset, length);
    }

    private void Fail(string code, string detail) => _failure ??= (code, detail);

    private void Device(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_scratch.TryKeepName(ref reader, out _device)) return;
        Fail(MalformedCodes.DeviceNameInvalid, $"\"d\" must be a string of 1 to {ProtocolLimits.MaxDeviceNameBytes} bytes without control characters.");
        reader.Skip();
    }

    private void Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null && _isShortForm) return;
        if (JsonText.TryTimestamp(ref reader, out _timeMs)) return;
        _timeMs = PendingReading.Untimed;
        Fail(MalformedCodes.TimestampInvalid, "A time must be a whole number of milliseconds between 1970 and 9999.");
        reader.Skip();
    }

    private void Quality(ref Utf8JsonReader reader)
    {
        reader.Read();
        _hasQuality = true;
        _quality = reader;
        reader.Skip();
    }

    private void Metrics(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_hasMetrics) Fail(MalformedCodes.BlockInvalid, "\"m\" stands there twice.");
        _hasMetrics = true;
        if (_isShortForm && reader.TokenType == JsonTokenType.StartObject) ShortMetrics(ref reader);
        else if (!_isShortForm && reader.TokenType == JsonTokenType.StartArray) MetricNames(ref reader);
        else
        {
            Fail(MalformedCodes.BlockInvalid, _isShortForm ? "\"m\" must be an object of metric: number." : "\"m\" must be an array of metric names.");
            reader.Skip();
        }
    }

    private void MetricNames(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // A column without a usable name keeps its place: its values are reported, those of its neighbours taken.
            if (!_scratch.TryKeepName(ref reader, out var metric))
            {
                var (offset, length) = JsonText.SkipAndLocate(ref reader);
                _scratch.Malformed(MalformedCodes.MetricNameInvalid, NameDetail, offset, length);
            }
            _scratch.AddColumn(default, metric);
        }
    }

    private void ShortMetrics(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = reader.TokenStartIndex;
            var isNamed = _scratch.TryKeepName(ref reader, out var metric);
            reader.Read();
            if (isNamed)
            {
                _scratch.AddColumn(default, metric);
                Value(ref reader, _scratch.ColumnCount - 1, 0, 0);
            }
            else
            {
                reader.Skip();
                _scratch.Malformed(MalformedCodes.MetricNameInvalid, NameDetail, start, reader.BytesConsumed - start);
            }
        }
    }

    private void Rows(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_hasRows) Fail(MalformedCodes.BlockInvalid, "\"r\" stands there twice.");
        _hasRows = true;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(MalformedCodes.BlockInvalid, "\"r\" must be an array of rows.");
            reader.Skip();
        }
        else if (_hasMetrics && _failure is null)
        {
            ReadRows(ref reader);
        }
        else
        {
            _hasDeferredRows = true;
            _rows = reader;
            reader.Skip();
        }
    }

    private void ReadRows(ref Utf8JsonReader reader)
    {
        for (var row = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; row++)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadRow(ref reader, row);
                continue;
            }
            var (offset, length) = JsonText.SkipAndLocate(ref reader);
            _scratch.Malformed(MalformedCodes.RowInvalid, "A row must be an array.", offset, length);
        }
    }

    private readonly void ReadRow(ref Utf8JsonReader reader, int row)
    {
        var mark = _scratch.Here();
        var start = reader.TokenStartIndex;
        var columns = _scratch.ColumnCount - _start.Columns;
        reader.Read();
        var hasOffset = JsonText.TryInt64(ref reader, out var offsetMs) && Math.Abs((double)offsetMs) <= ProtocolLimits.MaxTimestampMs;
        var values = 0;
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; values++)
            {
                if (values < columns && hasOffset) Value(ref reader, _start.Columns + values, offsetMs, row);
                else reader.Skip();
            }
        }
        if (hasOffset && values == columns) return;
        _scratch.BackTo(mark);
        _scratch.Malformed(MalformedCodes.RowInvalid, hasOffset
            ? $"A row of {columns} metrics has {values} values."
            : "A row must begin with its offset in whole milliseconds.", start, reader.BytesConsumed - start);
    }

    private readonly void Value(ref Utf8JsonReader reader, int column, long offsetMs, int row)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.True or JsonTokenType.False:
                Add(column, offsetMs, reader.TokenType == JsonTokenType.True ? 1 : 0, row);
                return;
            case JsonTokenType.Number when JsonText.TryFinite(ref reader, out var number):
                Add(column, offsetMs, number, row);
                return;
            case JsonTokenType.Number:
                _scratch.Malformed(MalformedCodes.ValueOutOfRange, "A number does not fit a double.", reader.TokenStartIndex, reader.BytesConsumed - reader.TokenStartIndex);
                return;
            default:
                var token = reader.TokenType;
                var (offset, length) = JsonText.SkipAndLocate(ref reader);
                _scratch.Malformed(MalformedCodes.ValueNotNumber, $"A value is {JsonText.NameOf(token)}; a number, true, false or null is allowed.", offset, length);
                return;
        }
    }

    private readonly void Add(int column, long offsetMs, double value, int row)
    {
        if (_scratch.Column(column).Metric.Length > 0) _scratch.AddReading(column, offsetMs, value, row, ReadingQuality.Good);
    }

    /// <summary>Turns offsets into times and gives every column its device, now that both are known.</summary>
    private void CompleteTimes()
    {
        for (var i = _start.Columns; i < _scratch.ColumnCount; i++) _scratch.Column(i).Device = _device;
        for (var i = _start.Readings; i < _scratch.ReadingCount; i++)
        {
            ref var reading = ref _scratch.Reading(i);
            if (_isShortForm)
            {
                reading.TimestampMs = _timeMs;
                continue;
            }
            reading.TimestampMs += _timeMs;
            if (reading.TimestampMs is < 0 or > ProtocolLimits.MaxTimestampMs)
                Fail(MalformedCodes.TimestampInvalid, "A row's time lies outside 1970 to 9999.");
        }
    }

    private void ApplyQuality(ref Utf8JsonReader reader)
    {
        if (TryQuality(ref reader, out var all))
        {
            for (var i = _start.Readings; i < _scratch.ReadingCount; i++) _scratch.Reading(i).Quality = all;
            return;
        }
        if (_isShortForm || reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(MalformedCodes.QualityInvalid, QualityDetail);
            return;
        }
        var next = _start.Readings;
        for (var row = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; row++)
        {
            if (!TryQuality(ref reader, out var quality))
            {
                Fail(MalformedCodes.QualityInvalid, QualityDetail);
                return;
            }
            for (; next < _scratch.ReadingCount && _scratch.Reading(next).Row == row; next++) _scratch.Reading(next).Quality = quality;
        }
        if (next < _scratch.ReadingCount) Fail(MalformedCodes.QualityInvalid, "\"q\" has fewer numbers than there are rows.");
    }

    private static bool TryQuality(ref Utf8JsonReader reader, out ReadingQuality quality)
    {
        quality = ReadingQuality.Good;
        if (!JsonText.TryInt64(ref reader, out var bits) || bits < 0 || (bits & ~(long)ReadingQuality.Sendable) != 0) return false;
        quality = (ReadingQuality)bits;
        return true;
    }

    private static readonly string NameDetail = $"A metric name must be 1 to {ProtocolLimits.MaxMetricNameBytes} bytes without control characters.";
    private static readonly string QualityDetail = $"\"q\" must be a number of 0 to {(int)ReadingQuality.Sendable}, or an array with one such number for each row.";
}
