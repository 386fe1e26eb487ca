namespace AtInvites.Stores.Worker;

/// <summary>How a worker signs accounts up.</summary>
internal sealed record SignUpOrders(int Callers, TimeSpan Lease, SignUpStep Park, int ParkFrom, string Name)
{
    public static SignUpOrders Parse(string[] words) => words is [var callers, var lease, var park, var from, var name]
        ? new(
            int.Parse(callers), TimeSpan.FromMilliseconds(int.Parse(lease)), Enum.Parse<SignUpStep>(park), int.Parse(from), name)
        : throw new ArgumentException("Usage: signups <callers> <lease in ms> <step> <from> <name>");
}
