//! Other ways to tell a claim, small: for comparison in the same run.
