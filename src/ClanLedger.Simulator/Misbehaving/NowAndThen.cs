using System.Collections.Concurrent;
using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving;

/// <summary>Strikes by seed, question and how often it was asked, so that the order in which requests arrive plays no part.</summary>
internal sealed record NowAndThen(double Share, int Seed, IReadOnlyList<Fault> Of) : Fault
{
    private readonly ConcurrentDictionary<Question, int> _asked = [];

    internal override Fault? For(Question question)
    {
        var time = _asked.AddOrUpdate(question, 1, (_, before) => before + 1);
        var chance = Chance.Of(Seed, Key(question), time);
        return Chance.Share(chance) < Share ? Of[(int)(Chance.Of(chance) % (ulong)Of.Count)].For(question) : null;
    }

    private static long Key(Question question) => question switch
    {
        Question.Detail detail => detail.ClanId,
        Question.Page page => (page.ClanId * 31) + page.Number,
        Question.Profile profile => profile.MembershipId,
        Question.MembershipOf membership => ~membership.MembershipId,
        _ => 0,
    };
}
