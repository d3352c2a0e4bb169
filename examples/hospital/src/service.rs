//! The service: CDS Hooks over HTTP, with limits on what it takes and no memory of it.

use std::{fmt::Display, io, time::Duration};

use axum::{
    Extension, Json as Written, Router,
    body::{Body, Bytes},
    extract::{
        DefaultBodyLimit, Path, Request,
        rejection::{BytesRejection, PathRejection},
    },
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http_body_util::BodyExt;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use serde::Serialize;
use serde_json::json;
use tokio::{net::TcpListener, sync::Semaphore, time};
use tokio_io_timeout::TimeoutStream;
use tower_http::cors::{Any, CorsLayer};

use crate::{
    card::Card,
    discovery::{SERVICES, Service},
    hooks::{self, Fault},
    json::{Json, JsonError},
};

/// The most bytes of a body.
pub const MOST_BYTES: usize = 2 << 20;
/// The longest that a request may take, its body included.
pub const LONGEST: Duration = Duration::from_secs(10);
/// The longest that the head of a request may take, and that a connection may wait for one.
pub const LONGEST_HEAD: Duration = Duration::from_secs(10);
/// The longest that a body is taken that is too long.
const MOST_PATIENCE: Duration = Duration::from_secs(2);
/// The most connections at a time; others wait.
pub const MOST_CONNECTIONS: usize = 128;

/// What the service answers.
pub fn router() -> Router {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::AUTHORIZATION]);
    Router::new()
        .route("/cds-services", get(discovery))
        .route("/cds-services/{id}", post(call))
        .route("/cds-services/{id}/feedback", post(feedback))
        .fallback(|| async {
            Refusal::new(
                StatusCode::NOT_FOUND,
                "not-found",
                "no such address; accepted: /cds-services",
            )
        })
        .method_not_allowed_fallback(|method: Method| async move {
            let accepted = "accepted: GET /cds-services, POST /cds-services/{id}";
            let text = format!("method `{:.20}`; {accepted}", method.as_str());
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "not-supported", text)
        })
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(timed))
        .layer(cors)
}

/// Serves until `stop`, then lets those finish who have begun.
///
/// # Errors
/// The listener fails.
pub async fn serve(listener: TcpListener, stop: impl Future<Output = ()>) -> io::Result<()> {
    let app = TowerToHyperService::new(router());
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(LONGEST_HEAD);
    let open = GracefulShutdown::new();
    let free = std::sync::Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let place = free.clone().acquire_owned().await;
            (listener.accept().await, place)
        };
        let (stream, place) = tokio::select! {
            (stream, place) = accepted => (stream, place),
            () = &mut stop => break,
        };
        // Whoever is gone again before he was heard, or no more files: those who come later are served.
        let Ok((stream, _)) = stream else {
            time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        // Whoever does not read what he asked for is let go too.
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(LONGEST));
        let connection = server.serve_connection(TokioIo::new(Box::pin(stream)), app.clone());
        let connection = open.watch(connection);
        tokio::spawn(async move {
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = time::timeout(LONGEST, open.shutdown()).await;
    Ok(())
}

/// The length that a request says its body has.
fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Takes a body that is too long, if it is not far too long: who sends it reads no answer before he has.
async fn discard(mut body: Body) {
    while let Some(Ok(_)) = body.frame().await {}
}

/// Answers in time, and writes a line of the log: what was asked, how it ended, how long it took; nothing of a patient.
async fn timed(request: Request, next: Next) -> Response {
    let begun = time::Instant::now();
    // Any word may be a method, also one that is of a patient.
    let known =
        [Method::GET, Method::POST, Method::OPTIONS, Method::HEAD, Method::PUT, Method::DELETE];
    let method = known.iter().find(|it| *it == request.method()).map_or("-", |it| it.as_str());
    let method = method.to_owned();
    let service = service_of(request.uri().path()).map_or("-", |it| it.id);
    let late = "the request took too long; accepted: a whole request within 10 seconds";
    let answered = async {
        match length(request.headers()).filter(|it| *it > MOST_BYTES) {
            None => next.run(request).await,
            Some(length) => {
                if length <= MOST_BYTES.saturating_mul(8) {
                    let _ = time::timeout(MOST_PATIENCE, discard(request.into_body())).await;
                }
                Refusal::too_long().into_response()
            }
        }
    };
    let response = match time::timeout(LONGEST, answered).await {
        Ok(response) => response,
        Err(_) => Refusal::new(StatusCode::REQUEST_TIMEOUT, "timeout", late).into_response(),
    };
    let (status, micros) = (
        response.status().as_u16(),
        u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
    );
    if let Some(Said { cards }) = response.extensions().get() {
        tracing::info!(%method, service, status, micros, cards);
    } else {
        tracing::info!(%method, service, status, micros);
    }
    response
}

fn service_of(path: &str) -> Option<&'static Service> {
    Service::of_id(path.strip_prefix("/cds-services/")?.split('/').next()?)
}

async fn discovery() -> impl IntoResponse {
    #[derive(Serialize)]
    struct Discovery {
        services: [Service; 3],
    }
    Written(Discovery { services: SERVICES })
}

async fn call(
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let service = service(id)?;
    let body = whole(&headers, body)?;
    let request = Json::parse(&body)?;
    let cards = hooks::cards(service, &request)?;
    let said = Said { cards: cards.len() };
    // Room for most answers: it is not to be moved while it is written.
    let mut text = Vec::with_capacity(16 << 10);
    serde_json::to_writer(&mut text, &Cards { cards })
        .map_err(|error| Refusal::internal(&error))?;
    Ok((Extension(said), [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// What a call is answered.
#[derive(Serialize)]
struct Cards {
    cards: Vec<Card>,
}

/// What the log says of it.
#[derive(Clone)]
struct Said {
    cards: usize,
}

async fn feedback(
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let service = service(id)?;
    let body = whole(&headers, body)?;
    let request = Json::parse(&body)?;
    for told in crate::feedback::read(&request)? {
        tracing::info!(service = service.id, card = %told.card, outcome = told.outcome, reason = told.reason);
    }
    Ok(StatusCode::OK)
}

fn service(id: Result<Path<String>, PathRejection>) -> Result<&'static Service, Refusal> {
    let unknown = || {
        Refusal::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "no such service; accepted: those of /cds-services",
        )
    };
    id.ok().and_then(|Path(id)| Service::of_id(&id)).ok_or_else(unknown)
}

fn whole(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).map(|it| it.to_str().unwrap_or_default());
    let is_json = |kind: &str| {
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        kind == "application/json" || kind == "application/fhir+json"
    };
    if let Some(kind) = kind.filter(|it| !is_json(it)) {
        let text = format!("Content-Type `{kind:.60}`; accepted: application/json");
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-supported", text));
    }
    let encoding = headers.get(header::CONTENT_ENCODING).map(|it| it.to_str().unwrap_or_default());
    if let Some(encoding) = encoding.filter(|it| *it != "identity") {
        let text = format!("Content-Encoding `{encoding:.60}`; accepted: none");
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-supported", text));
    }
    body.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::too_long(),
        status => Refusal::new(
            status,
            "incomplete",
            "the body could not be read to its end; accepted: one object of JSON",
        ),
    })
}

/// What is not answered, as an `OperationOutcome`.
struct Refusal {
    status: StatusCode,
    code: &'static str,
    text: String,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, text: impl Into<String>) -> Self {
        Self { status, code, text: text.into().replace(char::is_control, " ") }
    }

    fn too_long() -> Self {
        let accepted = format!("the body; accepted: at most {MOST_BYTES} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", accepted)
    }

    fn internal(error: &dyn Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "exception", error.to_string())
    }

    fn invalid(error: &dyn Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid", error.to_string())
    }
}

impl From<JsonError> for Refusal {
    fn from(error: JsonError) -> Self {
        Self::invalid(&error)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Missing(_) => {
                Self::new(StatusCode::PRECONDITION_FAILED, "required", fault.to_string())
            }
            Fault::Field { .. } | Fault::Records(_) => Self::invalid(&fault),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let issue = json!([{ "severity": "error", "code": self.code, "diagnostics": self.text }]);
        (self.status, Written(json!({ "resourceType": "OperationOutcome", "issue": issue })))
            .into_response()
    }
}
