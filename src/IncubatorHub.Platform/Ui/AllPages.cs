using IncubatorHub.Platform.Paging;
using IncubatorHub.Platform.UseCases;

namespace IncubatorHub.Platform.Ui;

/// <summary>Whole lists, for fields to choose from.</summary>
public static class AllPages
{
    /// <summary>Most rows that a choice holds: more cannot be chosen from with sense.</summary>
    public const int MaxRows = 5_000;

    /// <summary>Asks page after page; what came until a refusal or <see cref="MaxRows"/>.</summary>
    /// <param name="useCases">Of the page.</param>
    /// <param name="list">The request for the page of a cursor; null for the first.</param>
    /// <param name="cancel">The page was left.</param>
    public static async Task<List<TRow>> All<TRow>(this PageUseCases useCases, Func<string?, IRequest<Page<TRow>>> list, CancellationToken cancel)
    {
        var all = new List<TRow>();
        string? cursor = null;
        do
        {
            var outcome = await useCases.Run(list(cursor), cancel);
            if (!outcome.IsAnswer)
                break;
            all.AddRange(outcome.Answer.Items);
            cursor = outcome.Answer.NextCursor;
        }
        while (cursor is not null && all.Count < MaxRows);
        return all;
    }
}
