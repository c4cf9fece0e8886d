//! A real S3-compatible server on loopback: `s3s` with the file system behind it, and faults on request.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use object_store::HeaderMap;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{Body, HttpRequest};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The name and the password that the server knows.
pub const CREDENTIALS: (&str, &str) = ("boardpack-tests", "a password of the tests");

/// The server; it has one bucket, `papers`, and stops answering when it goes away.
pub struct Server {
    folder: TempDir,
    address: SocketAddr,
    ways: Arc<Ways>,
}

/// How the server behaves.
#[derive(Default)]
struct Ways {
    /// How long each answer takes, in milliseconds.
    latency: AtomicU64,
    /// How many requests there have been.
    requests: AtomicUsize,
    /// After how many requests it is gone; 0 for never.
    last: AtomicUsize,
    /// Whether it takes requests and never answers.
    silent: AtomicBool,
    /// Whether it answers whatever is asked with a page for people.
    nonsense: AtomicBool,
    /// How many of the requests asked for something.
    gets: AtomicUsize,
    /// How many requests are under way.
    now: AtomicUsize,
    /// How many were under way at most.
    busiest: AtomicUsize,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("papers")).expect("a bucket");
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).expect("a file system"));
        builder.set_auth(SimpleAuth::from_single(CREDENTIALS.0, CREDENTIALS.1));
        let service = builder.build();
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let ways = Arc::new(Ways::default());
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = Arc::new(runtime.expect("a runtime"));
        let theirs = Arc::clone(&ways);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (service, runtime, ways) = (service.clone(), Arc::clone(&runtime), Arc::clone(&theirs));
                std::thread::spawn(move || drop(converse(&stream, &service, &runtime, &ways)));
            }
        });
        Self { folder, address, ways }
    }

    /// What the environment says of how to reach it.
    pub fn environment(&self) -> [(&'static str, String); 5] {
        [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_ALLOW_HTTP", "true".to_owned()),
            ("AWS_REGION", "eu-west-2".to_owned()),
            ("AWS_ACCESS_KEY_ID", CREDENTIALS.0.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", CREDENTIALS.1.to_owned()),
        ]
    }

    /// The folder that has the objects of the bucket.
    pub fn bucket(&self) -> PathBuf {
        self.folder.path().join("papers")
    }

    /// Lets each answer take some time.
    pub fn set_latency(&self, milliseconds: u64) {
        self.ways.latency.store(milliseconds, Ordering::Relaxed);
    }

    /// Lets the server go away after some more requests: whoever is connected is cut off, and nobody connects again.
    pub fn go_after(&self, requests: usize) {
        self.ways.last.store(self.requests() + requests, Ordering::Relaxed);
    }

    /// Lets the server take requests and never answer.
    pub fn set_silent(&self) {
        self.ways.silent.store(true, Ordering::Relaxed);
    }

    /// Lets the server answer what is asked as a network does that wants somebody to log in first.
    pub fn set_nonsense(&self) {
        self.ways.nonsense.store(true, Ordering::Relaxed);
    }

    /// How many of the requests have asked for something; the others have brought something.
    pub fn gets(&self) -> usize {
        self.ways.gets.load(Ordering::Relaxed)
    }

    /// How many requests were under way at a time since this was last asked.
    pub fn busiest(&self) -> usize {
        self.ways.busiest.swap(0, Ordering::Relaxed)
    }

    /// How many requests there have been.
    pub fn requests(&self) -> usize {
        self.ways.requests.load(Ordering::Relaxed)
    }
}

/// Answers what comes in on a connection until it ends: HTTP/1.1, in as much as object storage speaks it.
fn converse(stream: &TcpStream, service: &S3Service, runtime: &Runtime, ways: &Ways) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            if line.is_empty() {
                break;
            }
            lines.push(line);
        }
        let headers: HashMap<String, String> = lines[1..]
            .iter()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let so_far = ways.requests.fetch_add(1, Ordering::Relaxed);
        let last = ways.last.load(Ordering::Relaxed);
        if last > 0 && so_far >= last {
            return Ok(());
        }
        let get = lines[0].starts_with("GET ");
        ways.gets.fetch_add(usize::from(get), Ordering::Relaxed);
        ways.busiest.fetch_max(ways.now.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        while ways.silent.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(50));
        }
        std::thread::sleep(Duration::from_millis(ways.latency.load(Ordering::Relaxed)));
        ways.now.fetch_sub(1, Ordering::Relaxed);
        if get && ways.nonsense.load(Ordering::Relaxed) {
            let page = "<html>Please log in</html>";
            let head = "HTTP/1.1 200 OK\r\netag: \"x\"\r\nlast-modified: Wed, 21 Oct 2015 07:28:00 GMT";
            let mut writer = stream;
            writer.write_all(format!("{head}\r\ncontent-length: {}\r\n\r\n{page}", page.len()).as_bytes())?;
            continue;
        }
        let mut words = lines[0].split(' ');
        let (Some(method), Some(uri)) = (words.next(), words.next()) else { return Ok(()) };
        let head = method == "HEAD";
        let mut request = HttpRequest::new(Body::from(body));
        *request.method_mut() = method.parse().expect("a method");
        *request.uri_mut() = uri.parse().expect("a path");
        *request.headers_mut() = HeaderMap::try_from(&headers).expect("headers");
        let (parts, body) = runtime.block_on(async {
            let (parts, mut body) = service.call(request).await.expect("an answer").into_parts();
            let mut bytes = Vec::new();
            while let Some(part) = body.next().await {
                bytes.extend_from_slice(&part.expect("a part of an answer"));
            }
            (parts, bytes)
        });
        let mut answer = format!("HTTP/1.1 {}\r\n", parts.status);
        for (name, value) in &parts.headers {
            if !["content-length", "transfer-encoding"].contains(&name.as_str()) {
                answer.push_str(&format!("{name}: {}\r\n", value.to_str().expect("text")));
            }
        }
        let known = parts.headers.get("content-length").and_then(|length| length.to_str().ok());
        let length = known.filter(|_| head).map_or(body.len().to_string(), str::to_owned);
        answer.push_str(&format!("content-length: {length}\r\n\r\n"));
        let mut writer = stream;
        writer.write_all(&[answer.as_bytes(), &body].concat())?;
    }
}
