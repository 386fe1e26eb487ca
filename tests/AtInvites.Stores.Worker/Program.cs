using AtInvites.Stores.Worker;

// A process that a test starts, feeds and kills: <store> <connection string> serve | load <callers> <rounds> <name>
// | signups <callers> <lease in ms> <step> <from> <name> | accounts | import <codes> <stop at> | records <rows> <end>
// | storm <callers> <name>.
if (args is not [var store, var connection, var mode, .. var rest])
    throw new ArgumentException("Usage: <store> <connection string> <mode> …");

await using var stores = WorkerStores.Open(store, connection);
var worker = new RedemptionWorker(stores.Redemptions);
await using var own = WorkerStores.Connect(store, connection);
using var host = new SignUpWorker(stores.Seats, own);
Console.WriteLine("ready");
switch (mode, rest)
{
    case ("serve", []):
        await worker.ServeAsync(Console.In);
        break;
    case ("load", [var callers, var rounds, var name]):
        await worker.LoadAsync(Console.In, int.Parse(callers), int.Parse(rounds), name);
        break;
    case ("signups", _):
        await host.RunAsync(Console.In, SignUpOrders.Parse(rest));
        break;
    case ("accounts", []):
        await host.ListAsync();
        break;
    case ("import", [var codes, var stop]):
        Console.WriteLine($"{await stores.Codes.AddAsync(new ImportedCodes(int.Parse(codes), int.Parse(stop)), default)}");
        break;
    case ("records", [var rows, var end]):
        await new RecordWorker(stores.Records).RunAsync(int.Parse(rows), long.Parse(end));
        break;
    case ("storm", [var callers, var name]):
        await new StormWorker(stores.Redemptions).RunAsync(Console.In, int.Parse(callers), name);
        break;
    default:
        throw new ArgumentException($"No such mode: {mode}.");
}
