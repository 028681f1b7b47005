//! What the automata of the clauses read.
//!
//! In: nothing. Out: [`Symbol`], what one [reads](Reads), and the classes with a [meaning of their own](Special).

use crate::report::Element;

/// A class, a group of words or a slot: what the automata read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol(pub(super) u16);

impl Symbol {
    pub(crate) fn new(id: u16) -> Self {
        Self(id)
    }

    pub(crate) fn id(self) -> u16 {
        self.0
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Whether its bit is set among `bits`, of which there is one for each symbol.
    #[inline]
    pub(crate) fn is_in(self, bits: &[u64]) -> bool {
        bits.get(self.index() / 64).is_some_and(|set| set >> (self.index() % 64) & 1 != 0)
    }

    /// Sets its bit.
    pub(crate) fn set_in(self, bits: &mut [u64]) {
        if let Some(set) = bits.get_mut(self.index() / 64) {
            *set |= 1 << (self.index() % 64);
        }
    }
}

/// A word of the clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClauseWord(pub(super) u16);

/// What a symbol stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reads {
    /// Words of the trie, and the element that they are.
    Words(Option<Element>),
    /// A slot, by index.
    Slot(u16),
    /// The name of a company.
    Company,
    /// The name of an official app.
    App,
    /// An official site.
    Site,
}

/// The classes with a meaning of their own: `docs/clauses.md` says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    /// Words that may accompany any chunk.
    Anywhere,
    /// Words that may be between two clauses.
    Between,
    /// Words of which one must be in each sentence with a share.
    Share,
    /// Words that make another name of an official one that they are directly behind: "Sugam Pay" is no Sugam.
    NameGoesOn,
    /// Words that tell the reader to pay; a kind that is without the chunk `pay` holds none.
    Order,
    /// Phrases beside which a channel is expected: "paid on".
    ChannelFollows,
    /// Those beside which none is: "pay on time".
    NoChannelFollows,
    /// Words between a sum and "rebate" that make it what is left to pay: "Rs 2,443 after rebate".
    Net,
    /// Words whose dot ends no sentence.
    Abbreviation,
    /// Words that deny the channel beside them: "no payment by", "only for".
    Denial,
    /// Behind a denial, words that begin what is said of the channel: "not paid, then".
    NoDenial,
    /// Words of cutting the supply.
    Cutting,
    /// Words that leave no time: no sentence that cuts holds one.
    AtOnce,
    /// Words that say on what a cut depends; a sentence that cuts holds one, or the day of the cut.
    CutCondition,
    /// Words that make a number beside them one to turn to: "on CA 98…", "98… par".
    Toward,
    /// Words of a notice that name a cut ("notice of"), where another sentence says its day, what it depends on, or by when to pay.
    CutHeading,
    /// Words that join a sum to what it is of: "Rs 20 ki chhoot".
    Of,
    /// Words behind a sum that the reader is to get: "Rs 20 payein".
    Gain,
    /// Words that label a channel: "Recharge: …".
    ChannelLabel,
    /// Words directly before an official app's name that make a common word of it: "apni suvidha se".
    NameBefore,
    /// Words that may be directly behind an official app's name or its noun: "Suvidha se". All others make another name.
    BehindName,
    /// Words that say that a sum is for those who pay late.
    Late,
    /// The day of the message.
    Today,
    /// The day after it.
    Tomorrow,
    /// Words with which a sum to be paid may be more than the bill beside it: "including arrears".
    MoreThanBill,
    /// Words that label a value, and no name: "balance: …".
    ValueLabel,
    /// Words for an app, behind its name: "Suvidha app".
    AppNoun,
    /// Phrases directly before a company that make it the one who pays or owes: "payable by".
    PayerBefore,
    /// Those directly behind it: "has dues".
    PayerBehind,
    /// Marks the company directly before it as the one who did what the sentence says: "ne".
    Agent,
    /// What is done by one who pays: "jama kiya".
    HasPaid,
    /// Phrases that say that nothing is owed.
    NoDues,
    /// Words that label a sum that is owed.
    DueLabel,
    /// Phrases directly before a bare name of an app that make it what is paid: "Pay Suvidha app".
    Pays,
    /// Those directly behind it, or behind its noun: "Suvidha app ka recharge".
    PaidBehind,
    /// Words that say that something was paid: a kind that asks for money holds none.
    SaysPaid,
    /// Words of one who is late or warned for the last time: beside a rebate, the message says two things.
    Reproach,
    /// Words of thanks and good news: beside a cut, the same.
    Praise,
    /// Words for a meter that is paid beforehand.
    Prepaid,
    /// Words for one that is billed.
    Postpaid,
    /// Words for the connection of a household.
    Household,
    /// Words for that of a business.
    Business,
    /// Words directly before a sum that make it the sum of the others: "total".
    Total,
    /// Words directly before a sum that make it a part of another: "including arrears of".
    PartOf,
    /// Words that say that no balance is left.
    NoneLeft,
    /// Words that say what a share is only beside the share itself: "1.5% less".
    Less,
    /// Words that say that money is owed: a message that cuts holds one, or says on what the cut depends.
    Arrears,
    /// Words that label what is left on a meter.
    BalanceLabel,
    /// Words directly before the day of a payment: "credited on".
    DayLabel,
    /// What no receipt says: what is offered to those who will pay, and that nothing was paid. A kind that asks for nothing holds
    /// none.
    NoReceipt,
    /// Words that begin what follows if the sentence before is not heeded: "otherwise".
    Otherwise,
    /// People of the company: "team".
    People,
    /// Phrases before which a channel is expected: "se recharge".
    ChannelPrecedes,
    /// Words directly before the day whose balance is told: "as on".
    AsOf,
    /// Words that label what was owed before: "arrears".
    OldDues,
    /// Words that label no value, whatever is behind them: "that".
    NoLabel,
    /// Phrases that no message holds, whatever chunks their words are of: "pay their bill".
    Unsaid,
    /// Phrases that name an app where they are alone behind another: "Suvidha app, Bijli Bill Pay".
    NameAlone,
}

impl Special {
    pub(super) const ALL: [(Self, &str); 58] = [
        (Self::Anywhere, "anywhere"),
        (Self::Between, "between"),
        (Self::Share, "share"),
        (Self::NameGoesOn, "name_goes_on"),
        (Self::Order, "order"),
        (Self::ChannelFollows, "channel_follows"),
        (Self::NoChannelFollows, "no_channel_follows"),
        (Self::Net, "net"),
        (Self::Abbreviation, "abbreviation"),
        (Self::Denial, "denial"),
        (Self::NoDenial, "no_denial"),
        (Self::Cutting, "cutting"),
        (Self::AtOnce, "at_once"),
        (Self::CutCondition, "cut_condition"),
        (Self::Toward, "toward"),
        (Self::CutHeading, "cut_heading"),
        (Self::Of, "of"),
        (Self::Gain, "gain"),
        (Self::ChannelLabel, "channel_label"),
        (Self::NameBefore, "name_before"),
        (Self::BehindName, "behind_name"),
        (Self::Late, "late"),
        (Self::Today, "today"),
        (Self::Tomorrow, "tomorrow"),
        (Self::MoreThanBill, "more_than_bill"),
        (Self::ValueLabel, "value_label"),
        (Self::AppNoun, "app_noun"),
        (Self::PayerBefore, "payer_before"),
        (Self::PayerBehind, "payer_behind"),
        (Self::Agent, "agent"),
        (Self::HasPaid, "has_paid"),
        (Self::NoDues, "no_dues"),
        (Self::DueLabel, "due_label"),
        (Self::Pays, "pays"),
        (Self::PaidBehind, "paid_behind"),
        (Self::SaysPaid, "says_paid"),
        (Self::Reproach, "reproach"),
        (Self::Praise, "praise"),
        (Self::Prepaid, "prepaid"),
        (Self::Postpaid, "postpaid"),
        (Self::Household, "household"),
        (Self::Business, "business"),
        (Self::Total, "total"),
        (Self::PartOf, "part_of"),
        (Self::NoneLeft, "none_left"),
        (Self::Less, "less"),
        (Self::Arrears, "arrears"),
        (Self::BalanceLabel, "balance_label"),
        (Self::DayLabel, "day_label"),
        (Self::NoReceipt, "no_receipt"),
        (Self::Otherwise, "else_word"),
        (Self::People, "people"),
        (Self::ChannelPrecedes, "channel_precedes"),
        (Self::AsOf, "as_of"),
        (Self::OldDues, "old_dues"),
        (Self::NoLabel, "no_label"),
        (Self::Unsaid, "unsaid"),
        (Self::NameAlone, "name_alone"),
    ];
}
