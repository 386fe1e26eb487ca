using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using AtInvites.Redemption;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Stores.Contracts.SignUps;

/// <summary>A host that signs accounts up with codes and shares no transaction with the store.</summary>
internal sealed class SignUpHost : IAccountDirectory, IMeterFactory
{
    private readonly CodeReserver _reserver;
    private readonly CodeMint _mint;
    private readonly Func<int, SignUpFault> _faultOf;

    public SignUpHost(StoreSet stores, Func<int, SignUpFault> faultOf)
    {
        _faultOf = faultOf;
        var keys = new TokenKeyRing(new() { HashKey = Convert.ToBase64String(new byte[32]) });
        _mint = new(
            new("pds.example.com"), keys, new(new EphemeralDataProtectionProvider()), RandomNumberGenerator.Create());
        _reserver = new(
            new FaultySeats(stores.Seats, holder => faultOf(int.Parse(holder))), keys, this, Clock, new(this));
    }

    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(2);

    public SignUpClock Clock { get; } = new();

    /// <summary>The accounts that there are, and the code that each came with.</summary>
    public ConcurrentDictionary<Did, TokenHash> Accounts { get; } = [];

    public MintedCode Mint() => _mint.Create();

    /// <summary>One person's attempt, as a host would write it; a fault that the host does not survive goes through.</summary>
    public async Task<CodeStatus> SignUpAsync(int number, MintedCode code)
    {
        await using var seat = await ReserveAsync(number, code);
        if (!seat.IsHeld) return seat.Status;
        Break(number, SignUpFault.AfterReserve);
        var account = Given.Account($"user-{number}");
        Assert.True(Accounts.TryAdd(account, code.Hash));
        var isSound = false;
        try
        {
            Break(number, SignUpFault.AfterAccount);
            var status = await CommitAsync(seat, account);
            Assert.Equal(CommitStatus.Committed, status == CommitStatus.AlreadyCommitted ? CommitStatus.Committed : status);
            isSound = true;
        }
        finally
        {
            if (!isSound) Assert.True(Accounts.TryRemove(account, out _));
        }

        Break(number, SignUpFault.AfterCommit);
        return CodeStatus.Granted;
    }

    public ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) => new((AccountStanding?)null);

    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }

    private async Task<InviteSeat> ReserveAsync(int number, MintedCode code)
    {
        try
        {
            return await _reserver.ReserveAsync(code.Code.Reveal(), $"{number}", Lease, CancellationToken.None);
        }
        catch (IOException) when (_faultOf(number) == SignUpFault.ReserveAnswerLostOnce)
        {
            return await _reserver.ReserveAsync(code.Code.Reveal(), $"{number}", Lease, CancellationToken.None);
        }
    }

    /// <summary>Who was not answered cannot know whether it was done. To give up here could burn the code; asking again never
    /// does.</summary>
    private static async Task<CommitStatus> CommitAsync(InviteSeat seat, Did account)
    {
        try
        {
            return await seat.CommitAsync(account, CancellationToken.None);
        }
        catch (IOException)
        {
            return await seat.CommitAsync(account, CancellationToken.None);
        }
    }

    private void Break(int number, SignUpFault fault)
    {
        if (_faultOf(number) == fault) throw new IOException("The host failed.");
    }
}
