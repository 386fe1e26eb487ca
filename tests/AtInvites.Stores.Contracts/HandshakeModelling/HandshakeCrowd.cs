namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>Invites of few inviters to few invitees for few subjects, in every state, and many of them at the same
/// time.</summary>
internal static class HandshakeCrowd
{
    private static readonly Nsid[] Collections = [Nsid.Parse("com.example.list"), Nsid.Parse("com.example.list.entry")];

    /// <summary>The same for the same number.</summary>
    public static List<RecordVersion> Make(int invites)
    {
        var (random, versions) = (new Random(invites), new List<RecordVersion>());
        for (var i = 0; i < invites; i++)
        {
            var inviter = Given.Account($"host-{random.Next(3)}");
            var terms = new InviteTerms
            {
                Subject = AtUri.Create(inviter, Collections[random.Next(2)], RecordKey.Parse($"subject-{random.Next(2)}")),
                Invitee = Given.Account($"guest-{random.Next(3)}"),
                CreatedAt = Given.At(0),
                ExpiresAt = random.Next(2) == 0 ? null : Given.At(random.Next(15, 50)),
                EndsWithExpiry = random.Next(4) == 0,
            };
            var family = random.Next(3) == 0 ? "com.example.other" : GivenRecords.Family;
            var uri = GivenRecords.InviteUri($"{i}", inviter);
            var invite = GivenRecords.Invite(random.Next(10), terms).At(uri) with { Family = family };
            versions.Add(invite);
            // What is listed by its first version moves to the place of its last one when it is deleted.
            if (random.Next(2) == 0)
                versions.Add(GivenRecords.Invite(12, terms, "again").At(invite.Uri) with { Family = family });
            var kind = random.Next(3) == 0 ? AnswerKind.Declined : AnswerKind.Accepted;
            if (random.Next(2) == 0)
                versions.Add(GivenRecords.Answer(random.Next(10, 20), kind, GivenRecords.Said(invite.Uri))
                    .At(GivenRecords.AnswerUri($"{i}", terms.Invitee)) with { Family = family });
            if (random.Next(7) == 0) versions.Add(GivenRecords.Deletion(invite.Uri, 30) with { Family = family });
        }

        return versions;
    }
}
