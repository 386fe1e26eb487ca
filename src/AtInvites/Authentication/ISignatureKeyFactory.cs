namespace AtInvites.Authentication;

/// <summary>The seam of the cryptographic back end: makes a point on a curve into a key that verifies.</summary>
internal interface ISignatureKeyFactory
{
    ISignatureKey Create(CurvePoint point);
}
