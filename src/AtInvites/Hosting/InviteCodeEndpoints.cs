using AtInvites.Accounts;
using AtInvites.Redemption;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Hosting;

/// <summary>Puts an invite code in front of a host's own sign-up endpoint.</summary>
public static class InviteCodeEndpoints
{
    /// <summary>Holds one use of the code in the parameter that is an <see cref="IInviteCodeInput"/> before the handler runs; an
    /// endpoint without such a parameter cannot be built. A code that cannot be used is answered 400 <c>InvalidInviteCode</c>,
    /// for every reason alike. The handler names the account it made with <see cref="SetInvitedAccount"/> or commits the seat
    /// itself; an answer of 2xx is sent once the use is taken. After any other answer, or an exception, the use is given
    /// back.</summary>
    public static RouteHandlerBuilder RequireInviteCode(this RouteHandlerBuilder builder) =>
        builder.RequireInviteCode<IInviteCodeInput>(input => input.InviteCode);

    /// <summary>As <see cref="RequireInviteCode(RouteHandlerBuilder)"/>, with the code that <paramref name="code"/> reads off the
    /// first parameter that is a <typeparamref name="TInput"/>.</summary>
    public static RouteHandlerBuilder RequireInviteCode<TInput>(this RouteHandlerBuilder builder, Func<TInput, string?> code)
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(code);
        builder.Add(InviteCodeRequired.Mark);
        return builder.AddEndpointFilterFactory((factory, next) =>
        {
            var index = Array.FindIndex(
                factory.MethodInfo.GetParameters(), parameter => typeof(TInput).IsAssignableFrom(parameter.ParameterType));
            if (index < 0)
                throw new InvalidOperationException(
                    $"AtInvites: .RequireInviteCode() needs a parameter of the handler that is {typeof(TInput).Name}; add it, "
                    + "or say where the code is with .RequireInviteCode<YourInput>(input => input.Code).");
            var services = factory.ApplicationServices;
            if (!AccountFamily.IsOn(services.GetRequiredService<IServiceProviderIsService>()))
                throw new InvalidOperationException(
                    "AtInvites: .RequireInviteCode() needs account codes; add .AddAccountCodes<YourAccountDirectory>().");
            return context => services.GetRequiredService<InviteCodeGate>()
                .InvokeAsync(context, context.Arguments[index] is TInput input ? code(input) : null, next);
        });
    }

    /// <summary>The seat that is held for this request, for a handler that commits it itself, perhaps in a transaction of its
    /// own. The filter disposes it. Behind no <see cref="RequireInviteCode(RouteHandlerBuilder)"/> it throws.</summary>
    public static InviteSeat GetInviteSeat(this HttpContext context) => SignUp(context).Seat;

    /// <summary>Names the account that the handler made; the seat is committed for it when the answer is 2xx. The last call
    /// counts. Behind no <see cref="RequireInviteCode(RouteHandlerBuilder)"/> it throws, as it does for a DID that was never
    /// parsed.</summary>
    public static void SetInvitedAccount(this HttpContext context, Did account)
    {
        CodeReserver.ThrowIfEmpty(account);
        SignUp(context).Account = account;
    }

    private static InvitedSignUp SignUp(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<InvitedSignUp>() ?? throw new InvalidOperationException(
            "AtInvites: this request holds no invite code; add .RequireInviteCode() to its endpoint.");
    }

    /// <summary>Stands at an endpoint that holds a code. Two filters would take two uses, and the outer one never learns of the
    /// account.</summary>
    private sealed class InviteCodeRequired
    {
        public static void Mark(EndpointBuilder endpoint)
        {
            if (endpoint.Metadata.OfType<InviteCodeRequired>().Any())
                throw new InvalidOperationException(
                    $"AtInvites: .RequireInviteCode() is called twice for {endpoint.DisplayName}; leave one call.");
            endpoint.Metadata.Add(new InviteCodeRequired());
        }
    }
}
