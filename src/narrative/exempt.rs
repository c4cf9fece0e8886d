//! What a paper says of what is exempt from publication.

use crate::diagnostic::Diagnostics;
use crate::narrative::document::Ground;
use crate::narrative::render::Renderer;
use crate::project::exempt::Exempt;

impl Ground {
    /// The ground of an exemption, its statement rendered.
    pub fn new(exempt: &Exempt, renderer: &Renderer, sink: &mut Diagnostics) -> Self {
        Self {
            paragraph: exempt.paragraph.number(),
            description: renderer.quotes(exempt.paragraph.description()),
            statement: renderer.line(&exempt.public_interest, sink),
        }
    }
}
