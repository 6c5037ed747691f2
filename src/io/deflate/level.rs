//! What the levels spend their time on.

/// How hard to look for matches, and how hard to choose among them.
pub struct Level {
    /// How many bytes the hash tables look at; see `Tables`.
    pub lengths: &'static [u8],
    /// Whether every position that is looked at is entered into all tables.
    pub thorough: bool,
    /// What a search must save to be made again, in 1/100 of what a byte takes on average.
    pub thrift: u64,
    /// Behind the begin of a run and inside a match, where so many bytes are left, nothing is looked for.
    pub enough: usize,
    /// How many bytes shorter than found a match is also tried.
    pub shorter: usize,
    /// How often each unit is parsed; each time its costs are known better.
    pub passes: u32,
}

const FEW: &[u8] = &[4, 8, 16, 32];
const USUAL: &[u8] = &[3, 5, 7, 8, 12, 16, 32, 64, 128];
const ALL: &[u8] = &[3, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 32, 48, 64, 128];

/// The levels from 1 on.
pub static LEVELS: [Level; 9] = [
    Level { lengths: FEW, thorough: false, thrift: 100, enough: 16, shorter: 0, passes: 1 },
    Level { lengths: FEW, thorough: false, thrift: 60, enough: 24, shorter: 0, passes: 1 },
    Level { lengths: USUAL, thorough: false, thrift: 60, enough: 32, shorter: 1, passes: 1 },
    Level { lengths: USUAL, thorough: false, thrift: 45, enough: 48, shorter: 1, passes: 1 },
    Level { lengths: USUAL, thorough: false, thrift: 33, enough: 64, shorter: 1, passes: 1 },
    Level { lengths: USUAL, thorough: false, thrift: 27, enough: 128, shorter: 2, passes: 1 },
    Level { lengths: USUAL, thorough: true, thrift: 5, enough: 128, shorter: 4, passes: 1 },
    Level { lengths: ALL, thorough: true, thrift: 1, enough: 258, shorter: 256, passes: 2 },
    Level { lengths: ALL, thorough: true, thrift: 1, enough: 258, shorter: 256, passes: 4 },
];
