namespace AtInvites.Records.Jetstream;

/// <summary>What a message comes to.</summary>
/// <param name="Skip">Why it tells nothing, if it does not. One that is too large tells which record is not what it
/// was.</param>
/// <param name="Time">Its <c>time_us</c>, Unix microseconds; null where there is none to rely on.</param>
/// <param name="Event">What it tells about a record of a family; null moves the cursor only.</param>
/// <param name="Bytes">What is kept of it, roughly.</param>
internal readonly record struct JetstreamMessage(JetstreamSkip Skip, long? Time = null, RecordEvent? Event = null, int Bytes = 0);
