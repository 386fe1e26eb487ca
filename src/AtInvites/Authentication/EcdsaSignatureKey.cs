using System.Security.Cryptography;

namespace AtInvites.Authentication;

/// <summary>A key of the platform's ECDSA. Instances of <see cref="ECDsa"/> promise nothing to concurrent callers and cost more
/// to make than to use, so a further one is made only for a caller who finds the others busy.</summary>
internal sealed class EcdsaSignatureKey : ISignatureKey
{
    private const int MostSeats = 4;

    private readonly CurvePoint _point;
    private readonly Seat[] _seats = new Seat[Math.Min(Environment.ProcessorCount, MostSeats)];

    public EcdsaSignatureKey(CurvePoint point)
    {
        _point = point;
        for (var i = 0; i < _seats.Length; i++) _seats[i] = new();
        _seats[0].Key = Import(point);
    }

    /// <inheritdoc/>
    public SigningCurve Curve => _point.Curve;

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        var seat = TakeSeat();
        try
        {
            seat.Key ??= Import(_point);
            return seat.Key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            seat.Gate.Exit();
        }
    }

    private static ECDsa Import(CurvePoint point) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.CreateFromValue(point.Curve.Oid),
        Q = new ECPoint { X = point.X, Y = point.Y },
    });

    private Seat TakeSeat()
    {
        foreach (var seat in _seats)
        {
            if (seat.Gate.TryEnter()) return seat;
        }

        var next = _seats[Thread.GetCurrentProcessorId() % _seats.Length];
        next.Gate.Enter();
        return next;
    }

    private sealed class Seat
    {
        public Lock Gate { get; } = new();

        public ECDsa? Key { get; set; }
    }
}
