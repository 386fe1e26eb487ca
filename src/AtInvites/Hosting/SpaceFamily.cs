namespace AtInvites.Hosting;

/// <summary>Which part of the space family is mapped.</summary>
/// <param name="KeepsSpaces">Whether the library keeps the spaces itself; false with a directory of the host's.</param>
internal sealed record SpaceFamily(bool KeepsSpaces);
