using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Makes account codes for the administration to give away.</summary>
public sealed class CodeIssuer(
    IAccountCodeStore store, CodeMint mint, AccountOptions options, TimeProvider time, InviteTelemetry telemetry)
{
    /// <summary>50 bits may come twice once millions of codes are stored; several times in a row they do not.</summary>
    private const int Attempts = 5;

    /// <summary>Makes all the codes of a request, in one step, or none of them.</summary>
    public async ValueTask<CodeIssueOutcome> IssueAsync(CodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var activity = telemetry.Start("code.mint");
        if (Fault(request) is { } fault) return CodeIssueOutcome.Refused(fault);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var rows = new List<AccountCode>();
            var issued = Make(request, rows);
            if (rows.Count == 0) return CodeIssueOutcome.Issued(issued);
            if (await store.AddAsync(rows, cancellationToken).ConfigureAwait(false) != AddStatus.Added) continue;
            telemetry.CodesMinted(rows.Count);
            return CodeIssueOutcome.Issued(issued);
        }

        throw new InvalidOperationException(
            "AtInvites: new codes were taken every time; lengthen them with Accounts:CodeGroups.");
    }

    private List<IssuedCodes> Make(CodeRequest request, List<AccountCode> rows)
    {
        var now = time.GetMillisecond();
        var issued = new List<IssuedCodes>(request.Owners.Count);
        foreach (var owner in request.Owners)
        {
            var codes = new InviteSecret[request.CodesEach];
            for (var i = 0; i < codes.Length; i++)
            {
                var minted = mint.Create();
                codes[i] = minted.Code;
                rows.Add(CodeRow.Of(minted, owner, CodeOwner.Admin, now, request.Uses));
            }

            issued.Add(new(owner, codes));
        }

        return issued;
    }

    private string? Fault(CodeRequest request)
    {
        if (request.Uses is < 1 or > Invite.MaxMaxUses) return "useCount must be 1 to 2^53 − 1.";
        if (request.CodesEach < 1) return "codeCount must be 1 or more.";
        var most = options.MaxCodesPerCall / Math.Max(1, request.Owners.Count);
        return request.CodesEach > most
            ? $"codeCount times accounts must be {options.MaxCodesPerCall} at most on this service."
            : null;
    }
}
