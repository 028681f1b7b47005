//! Why a new list was not taken in, for the person whose phone refused it.
//!
//! In: a [`ListError`]. Out: what it means and that nothing has changed. What
//! exactly is wrong is in the error itself, for whoever made the list.

use super::Lang;
use crate::trust::ListError;

/// What a refusal means, in one or two sentences.
///
/// ```
/// use asli::allowlist::ListError;
/// use asli::explain::{Lang, refusal};
///
/// let older = ListError::Rollback { role: "snapshot".into(), floor: 4, offered: 3 };
/// assert_eq!(
///     refusal(&older, Lang::En),
///     "This list is older than the one in use. The list in use stays.",
/// );
/// ```
pub const fn refusal(error: &ListError, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en(error),
        Lang::Hi => hi(error),
    }
}

const fn en(error: &ListError) -> &'static str {
    match error {
        ListError::Rollback { .. } => "This list is older than the one in use. The list in use stays.",
        ListError::Expired { .. } => "This list is out of date. The list in use stays.",
        ListError::Threshold { .. }
        | ListError::DuplicateSignature { .. }
        | ListError::Keys { .. }
        | ListError::RootChain { .. } => {
            "This list is not signed by those who may sign it. It may be fake. The list in use stays."
        }
        ListError::OutOfScope { .. } | ListError::Clash { .. } => {
            "This list claims more than its makers may. The list in use stays."
        }
        ListError::Rules(_) => "This list needs a newer version of the app. The list in use stays.",
        ListError::Io { .. } => "The list could not be saved. Free some space on the phone and try again.",
        ListError::Provider => "The app has a mistake and cannot check lists. Please tell its makers.",
        ListError::TooLarge { .. }
        | ListError::Malformed { .. }
        | ListError::Missing { .. }
        | ListError::Stray { .. }
        | ListError::Integrity { .. } => "This file is damaged, or is not a list. The list in use stays.",
    }
}

const fn hi(error: &ListError) -> &'static str {
    match error {
        ListError::Rollback { .. } => "यह सूची अभी चल रही सूची से पुरानी है। पहले वाली सूची ही चलेगी।",
        ListError::Expired { .. } => "इस सूची की तारीख निकल चुकी है। पहले वाली सूची ही चलेगी।",
        ListError::Threshold { .. }
        | ListError::DuplicateSignature { .. }
        | ListError::Keys { .. }
        | ListError::RootChain { .. } => "इस सूची पर सही लोगों के हस्ताक्षर नहीं हैं। यह नकली हो सकती है। पहले वाली सूची ही चलेगी।",
        ListError::OutOfScope { .. } | ListError::Clash { .. } => {
            "इस सूची में वह भी लिखा है जिसका इसे हक नहीं है। पहले वाली सूची ही चलेगी।"
        }
        ListError::Rules(_) => "इस सूची के लिए ऐप का नया वर्शन चाहिए। पहले वाली सूची ही चलेगी।",
        ListError::Io { .. } => "सूची सेव नहीं हो सकी। फोन में थोड़ी जगह खाली करके फिर कोशिश करें।",
        ListError::Provider => "ऐप में गड़बड़ी है, सूची जाँची नहीं जा सकती। ऐप बनाने वालों को बताएँ।",
        ListError::TooLarge { .. }
        | ListError::Malformed { .. }
        | ListError::Missing { .. }
        | ListError::Stray { .. }
        | ListError::Integrity { .. } => "यह फाइल खराब है, या सूची नहीं है। पहले वाली सूची ही चलेगी।",
    }
}
