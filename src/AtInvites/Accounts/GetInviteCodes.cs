using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.admin.getInviteCodes</c>: every code, newest or most used first. A list by usage is ordered as it was
/// when its first page was read.</summary>
internal sealed class GetInviteCodes(CodeLister lister, AccountOptions options) : AdminMethod(options)
{
    public override Nsid Id => AccountMethodIds.GetInviteCodes;

    protected override async ValueTask<XrpcAnswer> AdministerAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        if (SortOf(call.Parameters.GetString("sort")) is not { } sort) return AccountErrors.BadSort;
        if (!CodeCursor.TryParse(sort, call.Parameters.GetString("cursor"), out var after)) return AccountErrors.BadCursor;

        var query = new CodeQuery { Sort = sort, Limit = (int)call.Parameters.GetInteger("limit")!, After = after };
        var page = await lister.ListAsync(query, cancellationToken);
        var cursor = page.Next is { } next ? CodeCursor.Format(sort, next) : null;
        return XrpcAnswer.Ok(new([.. page.Items.Select(InviteCodeView.Of)], cursor), AccountJson.Wire.CodeList);
    }

    private static CodeSort? SortOf(string? text) => text switch
    {
        "recent" => CodeSort.Recent,
        "usage" => CodeSort.Usage,
        _ => null,
    };
}
