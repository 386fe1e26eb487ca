using AtInvites.Stores.Worker;

// A process that a test starts, feeds and kills: <store> <connection string> serve | load <callers> <rounds> <name>.
if (args is not [var store, var connection, var mode, .. var rest])
    throw new ArgumentException("Usage: <store> <connection string> serve | load <callers> <rounds> <name>");

await using var stores = WorkerStores.Open(store, connection);
var worker = new RedemptionWorker(stores.Redemptions);
Console.WriteLine("ready");
switch (mode, rest)
{
    case ("serve", []):
        await worker.ServeAsync(Console.In);
        break;
    case ("load", [var callers, var rounds, var name]):
        await worker.LoadAsync(Console.In, int.Parse(callers), int.Parse(rounds), name);
        break;
    default:
        throw new ArgumentException($"No such mode: {mode}.");
}
