//! The versions that a new list must not undercut.
//!
//! In: the roles of lists that were accepted. Out: nothing wrong, or [`ListError::Rollback`].
//!
//! Numbers, kept beside the metadata: were it damaged, they would still hold. A
//! role's floor holds as long as its keys do. When a new root gives a role other
//! keys its floor falls, so that a thief who signed version 2⁶⁴−1 cannot block the
//! issuer for ever; `timestamp` and `snapshot` fall together, as TUF has it.

use crate::trust::{ListError, RoleInfo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Floors by role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Floors(BTreeMap<String, Floor>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    version: u64,
    /// Fingerprint of the role's keys, in hex.
    keys: String,
}

impl Floors {
    /// # Errors
    /// [`ListError::Rollback`] for the first role below its floor.
    pub(super) fn check(&self, roles: &[RoleInfo]) -> Result<(), ListError> {
        for role in roles {
            match self.holding(role, roles) {
                Some(floor) if role.version < floor.version => {
                    let (role, offered) = (role.name.clone(), role.version);
                    return Err(ListError::Rollback { role, floor: floor.version, offered });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The floors after `roles` have been accepted.
    pub(super) fn raised(&self, roles: &[RoleInfo]) -> Self {
        let mut raised = self.clone();
        for role in roles {
            let floor = self.holding(role, roles).map_or(0, |floor| floor.version);
            let floor = Floor { version: floor.max(role.version), keys: hex::encode(role.fingerprint) };
            raised.0.insert(role.name.clone(), floor);
        }
        raised
    }

    /// These floors, and those of `others` that were accepted elsewhere: the higher one where the keys are the same.
    pub(super) fn joined(&self, others: &Self) -> Self {
        let mut joined = self.clone();
        for (role, other) in &others.0 {
            let floor = joined.0.entry(role.clone()).or_insert_with(|| other.clone());
            if floor.keys == other.keys {
                floor.version = floor.version.max(other.version);
            }
        }
        joined
    }

    /// The floor of a role, unless its keys have changed since.
    fn holding(&self, role: &RoleInfo, roles: &[RoleInfo]) -> Option<&Floor> {
        let floor = self.0.get(&role.name)?;
        let together: &[&str] = match role.name.as_str() {
            "root" => return Some(floor), // versions of the root never fall
            "timestamp" | "snapshot" => &["timestamp", "snapshot"],
            own => &[own],
        };
        let unchanged = |name: &str| {
            let keys = roles.iter().find(|role| role.name == name).map(|role| hex::encode(role.fingerprint));
            self.0.get(name).map(|floor| &floor.keys) == keys.as_ref()
        };
        together.iter().all(|name| unchanged(name)).then_some(floor)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn role(name: &str, version: u64, key: u8) -> RoleInfo {
        let (name, keys) = (name.to_owned(), Vec::new());
        RoleInfo { name, version, expires: Timestamp::MAX, threshold: 1, keys, fingerprint: [key; 32] }
    }

    #[test]
    fn each_role_has_a_floor_of_its_own() {
        let floors = Floors::default().raised(&[role("root", 3, 0), role("targets", 5, 1), role("bihar", 7, 2)]);
        assert_eq!(floors.check(&[role("root", 3, 0), role("targets", 6, 1), role("bihar", 7, 2)]), Ok(()));
        let refused = floors.check(&[role("root", 4, 0), role("targets", 6, 1), role("bihar", 6, 2)]);
        assert_eq!(refused, Err(ListError::Rollback { role: "bihar".to_owned(), floor: 7, offered: 6 }));
    }

    #[test]
    fn floors_accepted_elsewhere_count_where_the_keys_are_the_same() {
        let own = Floors::default().raised(&[role("root", 2, 0), role("targets", 5, 1), role("bihar", 7, 2)]);
        let others = Floors::default().raised(&[
            role("root", 2, 0),
            role("targets", 9, 1),
            role("bihar", 9, 3),
            role("up", 4, 4),
        ]);
        let expected = [role("root", 2, 0), role("targets", 9, 1), role("bihar", 7, 2), role("up", 4, 4)];
        assert_eq!(own.joined(&others), Floors::default().raised(&expected));
    }

    #[test]
    fn new_keys_lift_a_floor_but_never_the_roots() {
        let floors = Floors::default().raised(&[
            role("root", 3, 0),
            role("timestamp", u64::MAX, 1),
            role("snapshot", 9, 2),
            role("targets", 9, 3),
        ]);
        let next = [role("root", 4, 8), role("timestamp", 1, 9), role("snapshot", 1, 2), role("targets", 9, 3)];
        assert_eq!(floors.check(&next), Ok(()));
        let raised = floors.raised(&next);
        assert_eq!(raised.check(&next), Ok(()));
        assert!(raised.check(&[role("root", 3, 8)]).is_err());
        assert!(raised.check(&[role("targets", 8, 3)]).is_err());
    }
}
