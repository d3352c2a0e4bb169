//! The service: CDS Hooks over HTTP, with limits on what it takes and no memory of it.

use std::{fmt::Display, io, time::Duration};

use axum::{
    Extension, Json as Body, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Request, rejection::BytesRejection},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use serde::Serialize;
use serde_json::json;
use tokio::{net::TcpListener, sync::Semaphore, time};
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
    let mut server = auto::Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(LONGEST_HEAD);
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
        let connection = server.serve_connection(TokioIo::new(stream), app.clone()).into_owned();
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

/// Whether a request says that its body is longer than what is taken.
fn is_too_long(headers: &HeaderMap) -> bool {
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    length.is_some_and(|it| it > MOST_BYTES)
}

/// Answers in time, and writes a line of the log: what was asked, how it ended, how long it took; nothing of a patient.
async fn timed(request: Request, next: Next) -> Response {
    let begun = time::Instant::now();
    let method = request.method().clone();
    let service = service_of(request.uri().path()).map_or("-", |it| it.id);
    let late = "the request took too long; accepted: a whole request within 10 seconds";
    let too_long = is_too_long(request.headers());
    let answered = async {
        if too_long { Refusal::too_long().into_response() } else { next.run(request).await }
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
    Body(Discovery { services: SERVICES })
}

async fn call(
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let service = service(&id)?;
    let body = whole(&headers, body)?;
    let request = Json::parse(&body)?;
    let cards = hooks::cards(service, &request)?;
    let said = Said { cards: cards.len() };
    Ok((Extension(said), Body(Cards { cards })).into_response())
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
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let service = service(&id)?;
    let body = whole(&headers, body)?;
    let request = Json::parse(&body)?;
    for told in crate::feedback::read(&request)? {
        tracing::info!(service = service.id, card = %told.card, outcome = told.outcome, reason = told.reason);
    }
    Ok(StatusCode::OK)
}

fn service(id: &str) -> Result<&'static Service, Refusal> {
    let unknown = || {
        Refusal::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "no such service; accepted: those of /cds-services",
        )
    };
    Service::of_id(id).ok_or_else(unknown)
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
        Self { status, code, text: text.into() }
    }

    fn too_long() -> Self {
        let accepted = format!("the body; accepted: at most {MOST_BYTES} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", accepted)
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
        (self.status, Body(json!({ "resourceType": "OperationOutcome", "issue": issue })))
            .into_response()
    }
}
