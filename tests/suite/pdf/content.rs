//! What a page of a PDF paints: runs of text with their places, and everything else that leaves a mark.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// A rectangle in points, from the bottom left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Bounds {
    const NOTHING: Self =
        Self { left: f64::INFINITY, bottom: f64::INFINITY, right: f64::NEG_INFINITY, top: f64::NEG_INFINITY };
    const EVERYTHING: Self =
        Self { left: f64::NEG_INFINITY, bottom: f64::NEG_INFINITY, right: f64::INFINITY, top: f64::INFINITY };

    fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        points.into_iter().fold(Self::NOTHING, |all, (x, y)| Self {
            left: all.left.min(x),
            bottom: all.bottom.min(y),
            right: all.right.max(x),
            top: all.top.max(y),
        })
    }

    /// What two rectangles have in common; upside down if they have nothing.
    pub fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// Whether there is anything in it; a line has length, if no width.
    pub fn exists(self) -> bool {
        self.left <= self.right && self.bottom <= self.top
    }
}

/// What is painted at one go.
#[derive(Debug, Clone)]
pub struct Paint {
    /// The page, from zero.
    pub page: usize,
    /// The number by which the tag tree refers to it.
    pub mcid: Option<i64>,
    /// Whether it is declared to be of no meaning: a rule, a running header.
    pub artifact: bool,
    /// Where it is.
    pub bounds: Bounds,
    /// The text; `None` for lines, shapes and pictures.
    pub text: Option<String>,
}

/// Everything that a page paints, in its order.
pub fn paints(document: &Document, page: usize, id: ObjectId) -> Vec<Paint> {
    let bytes = document.get_page_content(id);
    let resources = inherited(document, id, b"Resources").expect("a page has resources");
    let mut interpreter = Interpreter {
        document,
        page,
        state: State::default(),
        saved: Vec::new(),
        marked: Vec::new(),
        paints: vec![],
    };
    interpreter.run(&bytes, resources);
    interpreter.paints
}

fn inherited<'a>(document: &'a Document, mut id: ObjectId, key: &[u8]) -> Option<&'a Dictionary> {
    loop {
        let node = document.get_dictionary(id).ok()?;
        if let Ok(found) = node.get_deref(key, document) {
            return found.as_dict().ok();
        }
        id = node.get(b"Parent").ok()?.as_reference().ok()?;
    }
}

type Matrix = [f64; 6];

fn times(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [p, q, r, s, t, u] = then;
    [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

fn apply(matrix: Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    let [a, b, c, d, e, f] = matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

struct Font<'a> {
    encoding: Encoding<'a>,
    widths: HashMap<u16, f64>,
    default: f64,
}

#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    clip: Bounds,
    line_width: f64,
    font: Option<Rc<Font<'a>>>,
    size: f64,
    text: Matrix,
    path: Vec<(f64, f64)>,
    clips: bool,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            matrix: IDENTITY,
            clip: Bounds::EVERYTHING,
            line_width: 1.0,
            font: None,
            size: 0.0,
            text: IDENTITY,
            path: Vec::new(),
            clips: false,
        }
    }
}

/// A marked piece of content.
#[derive(Default)]
struct Marked {
    mcid: Option<i64>,
    artifact: bool,
    /// Text to be read instead of what is painted; taken by the first run.
    actual: Option<String>,
    replaced: bool,
}

struct Interpreter<'a> {
    document: &'a Document,
    page: usize,
    state: State<'a>,
    saved: Vec<State<'a>>,
    marked: Vec<Marked>,
    paints: Vec<Paint>,
}

impl<'a> Interpreter<'a> {
    fn run(&mut self, bytes: &[u8], resources: &'a Dictionary) {
        let content = Content::decode(bytes).expect("the content of a page can be read");
        let mut fonts: BTreeMap<Vec<u8>, Rc<Font<'a>>> = BTreeMap::new();
        for operation in content.operations {
            let numbers: Vec<f64> =
                operation.operands.iter().filter_map(|one| one.as_float().ok().map(f64::from)).collect();
            let name = operation.operands.first().and_then(|one| one.as_name().ok());
            match (operation.operator.as_str(), numbers.as_slice()) {
                ("q", _) => self.saved.push(self.state.clone()),
                ("Q", _) => self.state = self.saved.pop().expect("every Q has its q"),
                ("cm", &[a, b, c, d, e, f]) => self.state.matrix = times([a, b, c, d, e, f], self.state.matrix),
                ("w", &[width]) => self.state.line_width = width,
                ("m" | "l", &[x, y]) => self.points(&[(x, y)]),
                ("c", &[a, b, c, d, e, f]) => self.points(&[(a, b), (c, d), (e, f)]),
                ("v" | "y", &[a, b, c, d]) => self.points(&[(a, b), (c, d)]),
                ("re", &[x, y, width, height]) => self.points(&[(x, y), (x + width, y + height)]),
                ("W" | "W*", _) => self.state.clips = true,
                ("f" | "F" | "f*", _) => self.paint_path(false),
                ("S" | "s" | "B" | "B*" | "b" | "b*", _) => self.paint_path(true),
                ("n", _) => self.end_path(),
                ("BDC" | "BMC", _) => {
                    let marked = self.marked(&operation.operands, resources);
                    self.marked.push(marked);
                }
                ("EMC", _) => drop(self.marked.pop().expect("every EMC has its beginning")),
                ("BT", _) => self.state.text = IDENTITY,
                ("Tf", &[size]) => {
                    let name = name.expect("a font has a name");
                    let font = fonts.entry(name.to_vec()).or_insert_with(|| self.font(name, resources));
                    (self.state.font, self.state.size) = (Some(Rc::clone(font)), size);
                }
                ("Tm", &[a, b, c, d, e, f]) => self.state.text = [a, b, c, d, e, f],
                ("Td", &[x, y]) => self.state.text = times([1.0, 0.0, 0.0, 1.0, x, y], self.state.text),
                ("Tj", _) => self.show(&operation.operands),
                ("TJ", _) => self.show(operation.operands[0].as_array().expect("TJ has an array")),
                ("Do", _) => self.object(name.expect("an object has a name"), resources),
                ("'" | "\"" | "T*" | "TL" | "TD" | "Tz" | "Ts" | "sh", _) => {
                    panic!("the operator {} is new: teach the test to read it", operation.operator)
                }
                _ => {}
            }
        }
    }

    fn points(&mut self, points: &[(f64, f64)]) {
        let matrix = self.state.matrix;
        self.state.path.extend(points.iter().map(|point| apply(matrix, *point)));
    }

    fn end_path(&mut self) {
        let bounds = Bounds::around(self.state.path.drain(..));
        if std::mem::take(&mut self.state.clips) {
            self.state.clip = self.state.clip.within(bounds);
        }
    }

    fn paint_path(&mut self, stroked: bool) {
        let scale = self.state.matrix[0].hypot(self.state.matrix[1]);
        let half = if stroked { self.state.line_width * scale / 2.0 } else { 0.0 };
        let bounds = Bounds::around(self.state.path.iter().copied());
        // The ends of lines are butt: half the width counts across them, which for level rules is up and down.
        let level = bounds.top - bounds.bottom < 0.01;
        let (x, y) = if level { (0.0, half) } else { (half, half) };
        let bounds = Bounds {
            left: bounds.left - x,
            bottom: bounds.bottom - y,
            right: bounds.right + x,
            top: bounds.top + y,
        };
        self.paint(bounds, None);
        self.end_path();
    }

    fn paint(&mut self, bounds: Bounds, text: Option<String>) {
        let bounds = bounds.within(self.state.clip);
        if bounds.exists() {
            let mcid = self.marked.iter().rev().find_map(|marked| marked.mcid);
            let artifact = self.marked.iter().any(|marked| marked.artifact);
            self.paints.push(Paint { page: self.page, mcid, artifact, bounds, text });
        }
    }

    fn marked(&self, operands: &[Object], resources: &Dictionary) -> Marked {
        let artifact = operands[0].as_name().is_ok_and(|name| name == b"Artifact");
        let properties = match operands.get(1) {
            Some(Object::Dictionary(properties)) => Some(properties),
            Some(Object::Name(name)) => {
                let all = resources.get_deref(b"Properties", self.document).and_then(Object::as_dict);
                all.and_then(|all| all.get_deref(name, self.document)).and_then(Object::as_dict).ok()
            }
            _ => None,
        };
        let Some(properties) = properties else { return Marked { artifact, ..Marked::default() } };
        let actual = properties.get(b"ActualText").ok();
        Marked {
            mcid: properties.get(b"MCID").and_then(Object::as_i64).ok(),
            artifact,
            actual: actual.map(|text| lopdf::decode_text_string(text).expect("text of a PDF")),
            replaced: false,
        }
    }

    fn font(&self, name: &[u8], resources: &'a Dictionary) -> Rc<Font<'a>> {
        let document = self.document;
        let fonts = resources.get_deref(b"Font", document).and_then(Object::as_dict).expect("fonts");
        let font = fonts.get_deref(name, document).and_then(Object::as_dict).expect("the font is there");
        let encoding = font.get_font_encoding(document).expect("the font says which letters its codes are");
        let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
        let descendants = descendants.expect("all fonts are composite");
        let inner = document.dereference(&descendants[0]).expect("a font").1.as_dict().expect("a font");
        let default = inner.get(b"DW").and_then(Object::as_float).map_or(1000.0, f64::from);
        let mut widths = HashMap::new();
        let listed = inner.get_deref(b"W", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        let mut at = 0;
        while at + 1 < listed.len() {
            let first = u16::try_from(listed[at].as_i64().expect("a code")).expect("a code");
            if let Ok(array) = document.dereference(&listed[at + 1]).expect("widths").1.as_array() {
                for (code, width) in (first..).zip(array) {
                    widths.insert(code, f64::from(width.as_float().expect("a width")));
                }
                at += 2;
            } else {
                let last = u16::try_from(listed[at + 1].as_i64().expect("a code")).expect("a code");
                let width = f64::from(listed[at + 2].as_float().expect("a width"));
                widths.extend((first..=last).map(|code| (code, width)));
                at += 3;
            }
        }
        Rc::new(Font { encoding, widths, default })
    }

    fn show(&mut self, pieces: &[Object]) {
        let font = Rc::clone(self.state.font.as_ref().expect("text has a font"));
        let size = self.state.size;
        // Where the pen is, and where it was after the last letter that is seen.
        let (mut along, mut end, mut text) = (0.0, 0.0, String::new());
        for piece in pieces {
            match piece {
                Object::String(codes, _) => {
                    for code in codes.chunks_exact(2) {
                        let letter = font.encoding.bytes_to_string(code).expect("a letter");
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        along += font.widths.get(&code).unwrap_or(&font.default) / 1000.0 * size;
                        if !letter.trim().is_empty() {
                            end = along;
                        }
                        text.push_str(&letter);
                    }
                }
                _ => along -= f64::from(piece.as_float().expect("a kern")) / 1000.0 * size,
            }
        }
        for marked in &mut self.marked {
            if marked.replaced {
                text.clear();
            }
            if let Some(actual) = marked.actual.take() {
                text = actual;
                marked.replaced = true;
            }
        }
        let matrix = times(self.state.text, self.state.matrix);
        // From the feet of most letters to the heads of capitals; accents and tails may stick out.
        let corners = [(0.0, -0.02 * size), (end, -0.02 * size), (0.0, 0.72 * size), (end, 0.72 * size)];
        self.paint(Bounds::around(corners.map(|corner| apply(matrix, corner))), Some(text));
        self.state.text = times([1.0, 0.0, 0.0, 1.0, along, 0.0], self.state.text);
    }

    fn object(&mut self, name: &[u8], resources: &'a Dictionary) {
        let document = self.document;
        let objects = resources.get_deref(b"XObject", document).and_then(Object::as_dict).expect("objects");
        let object = objects.get_deref(name, document).and_then(Object::as_stream).expect("an object");
        if object.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            let saved = self.state.clone();
            if let Ok(matrix) = object.dict.get(b"Matrix").and_then(Object::as_array) {
                let numbers: Vec<f64> =
                    matrix.iter().map(|one| f64::from(one.as_float().expect("a number"))).collect();
                let matrix: Matrix = numbers.try_into().expect("six numbers");
                self.state.matrix = times(matrix, self.state.matrix);
            }
            let inner =
                object.dict.get_deref(b"Resources", document).and_then(Object::as_dict).unwrap_or(resources);
            self.run(&object.get_plain_content().expect("the content of a form"), inner);
            self.state = saved;
        } else {
            let corners = [(0.0, 0.0), (1.0, 1.0)].map(|corner| apply(self.state.matrix, corner));
            self.paint(Bounds::around(corners), None);
        }
    }
}
