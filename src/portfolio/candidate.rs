//! Use cases that may be funded, what holds between them, and what a subset of them adds up to.

/// What people have decided about a use case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FundingDecision {
    /// Nothing: it is funded where that is best.
    #[default]
    Open,
    /// It is funded, whatever it is worth.
    Must,
    /// It is not funded.
    Excluded,
}

/// A use case that may be funded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    /// Mean net present value over all futures.
    pub npv: f64,
    /// Mean cash since the start, after each month. Beyond its end it stays as it is; before any it is 0.
    pub cash: Vec<f64>,
    /// What people have decided.
    pub decision: FundingDecision,
}

/// What holds between use cases, which are named by their places among the candidates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// The first only with the second. Of a circle all are funded, or none.
    pub needs: Vec<(usize, usize)>,
    /// What is paid once.
    pub shared: Vec<SharedSetup>,
}

/// A set-up that several use cases have and that is paid once: by the first in the list that is funded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharedSetup {
    /// Who has it. One that is listed again is passed over.
    pub members: Vec<SharedMember>,
}

/// What a use case saves when another one pays for the shared set-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharedMember {
    /// Its place among the candidates.
    pub candidate: usize,
    /// Mean net present value that is saved.
    pub npv: f64,
    /// Mean cash that is saved since the start, after each month, like [`Candidate::cash`].
    pub cash: Vec<f64>,
}

impl SharedSetup {
    /// The places in the list of those that save when these candidates are funded: all that are, but the first.
    pub fn saving(&self, chosen: &[usize]) -> impl Iterator<Item = usize> {
        self.funded(|candidate| chosen.contains(&candidate)).skip(1)
    }

    /// The places in the list of those that are funded, each candidate once.
    pub(super) fn funded(&self, is_chosen: impl Fn(usize) -> bool) -> impl Iterator<Item = usize> {
        let is_first = |place: usize| {
            let candidate = self.members[place].candidate;
            self.members[..place].iter().all(|earlier| earlier.candidate != candidate)
        };
        (0..self.members.len()).filter(move |&place| is_chosen(self.members[place].candidate) && is_first(place))
    }
}

/// The mean net present value of a subset, with what it saves by sharing.
///
/// # Panics
///
/// Where a place is none of the candidates'.
pub fn npv(candidates: &[Candidate], rules: &Rules, chosen: &[usize]) -> f64 {
    let own = chosen.iter().map(|&place| candidates[place].npv);
    own.chain(savings(rules, chosen).map(|member| member.npv)).sum()
}

/// The most that a subset has out of pocket at once: the lowest point of the sum of its cash, as a positive amount.
///
/// # Panics
///
/// Where a place is none of the candidates'.
pub fn peak_funding(candidates: &[Candidate], rules: &Rules, chosen: &[usize]) -> f64 {
    let own = chosen.iter().map(|&place| &candidates[place].cash);
    let paths: Vec<_> = own.chain(savings(rules, chosen).map(|member| &member.cash)).collect();
    let months = paths.iter().map(|path| path.len()).max().unwrap_or(0);
    let deficit = |month| -paths.iter().map(|path| after(path, month)).sum::<f64>();
    (0..months).map(deficit).fold(0.0, f64::max)
}

fn savings<'a>(rules: &'a Rules, chosen: &'a [usize]) -> impl Iterator<Item = &'a SharedMember> {
    rules.shared.iter().flat_map(|setup| setup.saving(chosen).map(|place| &setup.members[place]))
}

/// The cash of a path after a month.
pub(super) fn after(path: &[f64], month: usize) -> f64 {
    path.get(month).or(path.last()).copied().unwrap_or(0.0)
}
