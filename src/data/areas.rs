//! Areas of England: what they are called, what people call them, and which region they belong to.

/// How large an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// England.
    National,
    /// A region.
    Regional,
    /// An authority with children's services.
    LocalAuthority,
}

/// An area of England.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Area {
    /// The nine-character code of the Office for National Statistics.
    pub code: String,
    /// The Department for Education's three-digit number; empty for regions and the nation.
    pub old_code: String,
    /// The name as a document prints it.
    pub name: String,
    /// How large it is.
    pub level: Level,
    /// The code of the region that an authority belongs to; empty for regions and the nation.
    pub region: String,
}
