using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace AtInvites.Authentication;

/// <summary>A fault of what the replay cache keeps tokens in. As a result's failure it comes up where a caller is asked for, and
/// not already in ASP.NET Core's middleware, which asks at every request and would answer 500.</summary>
internal static class StoreFault
{
    /// <summary>Throws the failure where it is such a fault: nobody was refused.</summary>
    public static void ThrowIf(Exception? failure)
    {
        if (failure is DbException or TimeoutException or IOException) ExceptionDispatchInfo.Throw(failure);
    }
}
