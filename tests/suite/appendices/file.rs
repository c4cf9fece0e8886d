//! Small PDF files, put together by hand.

/// A font that every reader has.
const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// What makes a stream a form with that font.
pub const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F 5 0 R >> >>";

/// A file of one page, A4. Its objects: 1 catalogue, 2 list of pages, 3 page, 4 content, 5 font `F`, then those that are
/// added.
#[derive(Clone)]
pub struct Page {
    content: String,
    font: String,
    entries: String,
    resources: String,
    catalog: String,
    objects: Vec<Vec<u8>>,
}

impl Page {
    /// A page with that content.
    pub fn new(content: &str) -> Self {
        Self {
            content: content.to_owned(),
            font: HELVETICA.to_owned(),
            entries: String::new(),
            resources: String::new(),
            catalog: String::new(),
            objects: Vec::new(),
        }
    }

    /// With another font.
    pub fn font(mut self, font: &str) -> Self {
        self.font = font.to_owned();
        self
    }

    /// With more entries in the page.
    pub fn entry(mut self, entries: &str) -> Self {
        self.entries.push_str(entries);
        self
    }

    /// With more entries in its resources.
    pub fn resource(mut self, resources: &str) -> Self {
        self.resources.push_str(resources);
        self
    }

    /// With more entries in the catalogue.
    pub fn catalog(mut self, entries: &str) -> Self {
        self.catalog.push_str(entries);
        self
    }

    /// With one more object.
    pub fn object(mut self, object: impl AsRef<[u8]>) -> Self {
        self.objects.push(object.as_ref().to_vec());
        self
    }

    /// With a picture `I`, which is one more object.
    pub fn picture(self, entries: &str, bytes: &[u8]) -> Self {
        let id = 6 + self.objects.len();
        let picture = stream(&format!("/Type /XObject /Subtype /Image {entries}"), bytes);
        self.object(picture).resource(&format!("/XObject << /I {id} 0 R >>"))
    }

    /// The bytes of the file.
    pub fn file(&self) -> Vec<u8> {
        let Self { entries, resources, catalog, .. } = self;
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>").into_bytes(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> \
                 {resources} >> {entries} >>"
            )
            .into_bytes(),
            stream("", self.content.as_bytes()),
            self.font.clone().into_bytes(),
        ];
        objects.extend(self.objects.iter().cloned());
        file(&objects)
    }
}

/// A stream with more entries in its dictionary.
pub fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = format!("<< {entries} /Length {} >>\nstream\n", bytes.len()).into_bytes();
    stream.extend_from_slice(bytes);
    stream.extend_from_slice(b"\nendstream");
    stream
}

/// A file of these objects, the first of which is the catalogue.
pub fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (id, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").as_bytes(),
    );
    bytes
}
