//! The HTTP interface of a ClickHouse: one statement is sent, read-only, with its parameters bound beside it, and its result
//! is read as a file is. Nothing is stored but a temporary file, which is gone at the end.

use breakeven::usage::Reading;
use breakeven::usage::clickhouse::{Query, Store};

#[cfg(feature = "clickhouse")]
pub use connection::read_clickhouse;

/// Says that this program cannot connect.
#[cfg(not(feature = "clickhouse"))]
pub fn read_clickhouse(_: &str, _: Store, _: &Query, _: Option<&str>) -> Result<Reading, String> {
    Err("breakeven: built without connections; run what --print-sql prints, and give its result as a file".to_owned())
}

#[cfg(feature = "clickhouse")]
mod connection {
    use std::io::{Read as _, Write as _};
    use std::time::Duration;

    use breakeven::scenario::letters::shown;
    use breakeven::usage::read_usage;
    use ureq::http::Response;
    use ureq::tls::{RootCerts, TlsConfig};
    use ureq::{Agent, Body, Error, Timeout};

    use super::{Query, Reading, Store};

    /// So long the statement may run, in seconds.
    const LONGEST: u64 = 600;
    /// So many rows a result may have: days times models, and judgements.
    const MOST_ROWS: u64 = 100_000;
    /// So many bytes a result may have.
    const MOST_BYTES: u64 = 512 << 20;
    /// What grouping may hold before it goes on with the disk, in bytes.
    const SPILLED: u64 = 4 << 30;
    /// ClickHouse's number for a setting that a read-only user may not change.
    const READ_ONLY: &str = "164";

    /// Has a ClickHouse run a statement, and reads the result.
    pub fn read_clickhouse(url: &str, store: Store, query: &Query, database: Option<&str>) -> Result<Reading, String> {
        let connection = Connection::new(url)?;
        let failed = |why: String| format!("breakeven: {}: {why}", connection.shown);
        let mut answer = connection.post(query, database, true).map_err(|error| failed(in_words(&error)))?;
        if answer.status() != 200 && exception(&answer) == READ_ONLY {
            // Whoever may only read may not limit themselves, either; their limits are set where they are known.
            answer = connection.post(query, database, false).map_err(|error| failed(in_words(&error)))?;
        }
        if answer.status() != 200 {
            return Err(failed(refusal(answer, store)));
        }
        let unread = |error: std::io::Error| failed(format!("its answer broke off: {error}"));
        let mut file =
            tempfile::NamedTempFile::new().map_err(|error| format!("breakeven: a temporary file: {error}"))?;
        let mut body = answer.body_mut().with_config().limit(MOST_BYTES).reader();
        std::io::copy(&mut body, file.as_file_mut()).map_err(unread)?;
        file.flush().map_err(unread)?;
        let reading = read_usage(&[file.path().to_owned()]).ok().filter(|reading| reading.import.skipped_rows() == 0);
        let mut reading = reading.ok_or_else(|| failed("its answer is not what was asked for".to_owned()))?;
        if reading.digest.rows.is_empty() {
            return Err(failed(format!("no call of these days is in {}", store.tables().join(", "))));
        }
        reading.import.files = vec![connection.shown.clone()];
        Ok(reading)
    }

    struct Connection {
        agent: Agent,
        url: String,
        /// The address in messages.
        shown: String,
        user: Option<String>,
        password: Option<String>,
    }

    impl Connection {
        fn new(url: &str) -> Result<Self, String> {
            let url = url.trim();
            let address = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            let address =
                address.ok_or("breakeven: --clickhouse takes an address that begins with https:// or http://")?;
            let host = address.split(['/', '?', '#']).next().unwrap_or_default();
            if host.contains('@') {
                return Err("breakeven: --clickhouse takes no user and no password: set CLICKHOUSE_USER and \
                            CLICKHOUSE_PASSWORD"
                    .to_owned());
            }
            // Until somebody has chosen otherwise for the whole program: an error says that somebody has.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let seconds = |seconds| Some(Duration::from_secs(seconds));
            let config = Agent::config_builder()
                .http_status_as_error(false)
                // A user and a password are for this address only.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .timeout_resolve(seconds(15))
                .timeout_connect(seconds(15))
                .timeout_global(seconds(LONGEST + 60))
                .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
                .build();
            let named = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
            Ok(Self {
                agent: config.new_agent(),
                url: url.to_owned(),
                shown: shown(url.split(['?', '#']).next().unwrap_or_default()).into_owned(),
                user: named("CLICKHOUSE_USER"),
                password: named("CLICKHOUSE_PASSWORD"),
            })
        }

        fn post(&self, query: &Query, database: Option<&str>, is_limited: bool) -> Result<Response<Body>, Error> {
            let mut request = self.agent.post(&self.url);
            for (name, value) in &query.parameters {
                request = request.query(format!("param_{name}"), value);
            }
            if let Some(database) = database {
                request = request.query("database", database);
            }
            // Else an error could follow half of a result. It is no setting.
            request = request.query("wait_end_of_query", "1");
            if is_limited {
                request = request
                    .query("readonly", "1")
                    .query("max_execution_time", LONGEST.to_string())
                    .query("max_result_rows", MOST_ROWS.to_string())
                    .query("result_overflow_mode", "throw")
                    .query("max_bytes_before_external_group_by", SPILLED.to_string());
            }
            if let Some(user) = &self.user {
                request = request.header("X-ClickHouse-User", user);
            }
            if let Some(password) = &self.password {
                request = request.header("X-ClickHouse-Key", password);
            }
            request.send(&query.statement)
        }
    }

    /// The number by which ClickHouse names what went wrong; empty without one.
    fn exception(answer: &Response<Body>) -> String {
        let header = answer.headers().get("X-ClickHouse-Exception-Code");
        header.and_then(|code| code.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// Why a statement was not run, in a sentence.
    fn refusal(mut answer: Response<Body>, store: Store) -> String {
        let (status, code) = (answer.status().as_u16(), exception(&answer));
        let mut said = Vec::new();
        // What cannot be read is not shown.
        let _ = answer.body_mut().with_config().limit(64 << 10).reader().read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        let first: String = said.lines().next().unwrap_or_default().chars().take(300).collect();
        let said = if first.trim().is_empty() { String::new() } else { format!(" It says: {}", shown(&first)) };
        let tables = store.tables().join(", ");
        let reason = match code.as_str() {
            "193" | "194" | "516" => {
                "user or password are wrong: see CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.".to_owned()
            }
            "497" => format!("this user may not read what is needed: {tables}."),
            "60" | "81" => format!("a table is missing: {} has {tables}. See --database and --store.", store.key()),
            "47" | "10" | "16" => {
                format!("a column is missing: these tables of {} are of a version not known here.", store.key())
            }
            "159" | "160" => "it took too long: choose fewer days with --from and --to.".to_owned(),
            "158" | "396" => "there are too many rows: choose fewer days with --from and --to.".to_owned(),
            "241" => "it ran out of memory: choose fewer days with --from and --to.".to_owned(),
            "202" => "it is busy with other statements: try again later.".to_owned(),
            _ => match status {
                401 | 403 => "it refuses: see CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.".to_owned(),
                300..=399 => "it points to another address: give that one.".to_owned(),
                404 => "nothing is there: is it the HTTP interface of a ClickHouse?".to_owned(),
                408 | 504 => "it took too long: choose fewer days with --from and --to.".to_owned(),
                _ => format!("it cannot run the statement (HTTP {status})."),
            },
        };
        format!("{reason}{said}")
    }

    type Cause = dyn std::error::Error + Send + Sync;

    /// Why there is no answer, in a sentence.
    fn in_words(error: &Error) -> String {
        match error {
            Error::HostNotFound => "there is no such host".to_owned(),
            Error::ConnectionFailed => "cannot connect: nothing answers there".to_owned(),
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => "cannot connect: nothing answers in time".to_owned(),
            Error::Timeout(_) => "it took too long: choose fewer days with --from and --to".to_owned(),
            Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                "cannot connect: nothing listens there".to_owned()
            }
            Error::Io(error) if error.get_ref().is_some_and(<Cause>::is::<rustls::Error>) => {
                format!("no secure connection: {error}")
            }
            Error::Io(error) => format!("cannot connect: {error}"),
            Error::Tls(_) | Error::Rustls(_) => format!("no secure connection: {error}"),
            Error::BadUri(_) | Error::Http(_) => "this is no address".to_owned(),
            other => other.to_string(),
        }
    }
}
