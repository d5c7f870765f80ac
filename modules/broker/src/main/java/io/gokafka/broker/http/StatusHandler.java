package io.gokafka.broker.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Answers the requests of the status server: one method a path. Safe for use by several threads. */
final class StatusHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(StatusHandler.class.getName());
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String DEFAULT_TRANSPORT = "grpc";

    private final StatusSource source;

    StatusHandler(StatusSource source) {
        this.source = source;
    }

    private record Answer(int status, String type, String body) {
        static Answer text(int status, String body) {
            return new Answer(status, TEXT, body + "\n");
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, safeAnswer(exchange));
        }
    }

    private Answer safeAnswer(HttpExchange exchange) {
        try {
            return answer(exchange);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "could not answer " + exchange.getRequestURI().getPath(),
                    e);
            return Answer.text(500, "internal error; the broker's log has the details");
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String path = Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("");
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return switch (path) {
            case "/health/live", "/health/ready", "/cluster" -> reads ? resource(path, exchange) : notAllowed(exchange);
            default -> Answer.text(404, "there is nothing here; try /health/live, /health/ready or /cluster");
        };
    }

    private Answer resource(String path, HttpExchange exchange) {
        return switch (path) {
            case "/health/live" -> Answer.text(200, "ok");
            case "/health/ready" -> ready();
            default -> cluster(exchange);
        };
    }

    private Answer ready() {
        return switch (source.readiness()) {
            case Readiness.Ready() -> Answer.text(200, "ok");
            case Readiness.NotReady(String reason) -> Answer.text(503, reason);
        };
    }

    private Answer cluster(HttpExchange exchange) {
        if (!wantsText(exchange)) {
            return new Answer(200, JSON, ClusterDocument.json(source.cluster()));
        }
        String transport = parameter(exchange, "transport").orElse(DEFAULT_TRANSPORT);
        return new Answer(200, TEXT, ClusterDocument.lines(source.cluster(), transport));
    }

    private static boolean wantsText(HttpExchange exchange) {
        Optional<String> format = parameter(exchange, "format");
        if (format.isPresent()) {
            return format.get().equals("text");
        }
        return Optional.ofNullable(exchange.getRequestHeaders().get("Accept")).orElse(List.of()).stream()
                .anyMatch(accept -> accept.strip().startsWith("text/plain"));
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static Answer notAllowed(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        return Answer.text(405, "only GET and HEAD are possible here");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
