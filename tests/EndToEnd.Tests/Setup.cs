using Xunit.Sdk;
using Xunit.v3;

// Each test starts several processes; two at a time would only measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: Trait("Speed", "slow")]
