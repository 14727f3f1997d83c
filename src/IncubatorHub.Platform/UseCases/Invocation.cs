using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.UseCases;

/// <summary>Calls a use case whose request type is known only at run time. One instance a use case, made once.</summary>
internal abstract class Invocation<TAnswer>
{
    private static readonly ConcurrentDictionary<Type, Invocation<TAnswer>> Known = new();

    public static Invocation<TAnswer> Of(UseCaseDescription useCase) => Known.GetOrAdd(useCase.Request, request =>
        (Invocation<TAnswer>)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(typeof(TAnswer), request))!);

    public abstract Task<Outcome<TAnswer>> Invoke(IServiceProvider services, IRequest<TAnswer> request, CancellationToken cancel);

    private sealed class Typed<TRequest> : Invocation<TAnswer>
        where TRequest : IRequest<TAnswer>
    {
        public override Task<Outcome<TAnswer>> Invoke(IServiceProvider services, IRequest<TAnswer> request, CancellationToken cancel) =>
            services.GetRequiredService<IUseCase<TRequest, TAnswer>>().Handle((TRequest)request, cancel);
    }
}
