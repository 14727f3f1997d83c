using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Tests.Usage;

public sealed class SessionRevisionTests
{
    private static readonly Guid A = Guid.CreateVersion7(), B = Guid.CreateVersion7();

    private static UsageSpan Span(long start, long? end) => new(start, end, end ?? start, 1, 1, false, false);

    [Fact]
    public void A_row_stays_that_of_the_use_it_overlaps() =>
        SessionRevision.Of([new(A, 10, 20), new(B, 50, 60)], [Span(8, 22), Span(50, 70)])
            .ShouldBe([new RevisedSession(A, Span(8, 22)), new RevisedSession(B, Span(50, 70))]);

    [Fact]
    public void Two_that_are_one_keep_the_first_row_and_withdraw_the_other() =>
        SessionRevision.Of([new(A, 10, 20), new(B, 30, null)], [Span(10, null)])
            .ShouldBe([new RevisedSession(A, Span(10, null)), new RevisedSession(B, null)]);

    [Fact]
    public void One_that_was_hidden_is_added_and_one_that_was_none_is_withdrawn() =>
        SessionRevision.Of([new(A, 10, 20)], [Span(30, 40)]).ShouldBe([new RevisedSession(null, Span(30, 40)), new RevisedSession(A, null)]);
}
