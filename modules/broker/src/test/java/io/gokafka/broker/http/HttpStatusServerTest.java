package io.gokafka.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpStatusServerTest {
    private final TestStatus status = new TestStatus();
    private HttpStatusServer server = HttpStatusServer.start(TestStatus.ANY_PORT, status);
    private final HostPort address = server.boundAddress();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void liveIsAlwaysOk() throws IOException {
        status.readiness = new Readiness.NotReady("starting");

        String answer = RawHttp.get(address, "/health/live");

        assertEquals("HTTP/1.1 200 OK", RawHttp.status(answer));
        assertEquals("ok\n", RawHttp.body(answer));
    }

    @Test
    void readyTellsTheReasonWhenItIsNot() throws IOException {
        assertEquals("HTTP/1.1 200 OK", RawHttp.status(RawHttp.get(address, "/health/ready")));

        status.readiness = new Readiness.NotReady("the cluster's metadata has no leader");
        String answer = RawHttp.get(address, "/health/ready");

        assertEquals("HTTP/1.1 503 Service Unavailable", RawHttp.status(answer));
        assertEquals("the cluster's metadata has no leader\n", RawHttp.body(answer));
    }

    @Test
    void clusterIsJson() throws IOException {
        String answer = RawHttp.get(address, "/cluster");

        assertTrue(answer.contains("Content-type: application/json; charset=utf-8"), answer);
        assertEquals("""
            {"clusterId":"c-1","self":"node2","metadataLeader":null,"brokers":[\
            {"id":"node1","number":1,"alive":false,"endpoints":{"grpc":"[::1]:9091","http":"h:8080"}},\
            {"id":"node2","number":2,"alive":true,"endpoints":{"grpc":"[::1]:9092","http":"h:8080"}}],\
            "topics":[{"name":"t","partitions":[\
            {"partition":0,"leader":"node2","term":7,"replicas":["node1","node2"],"highWatermark":42}]}]}
            """, RawHttp.body(answer));
    }

    @Test
    void clusterAsTextIsTheAddressesOfATransportWithTheLivingFirst() throws IOException {
        String lines = "node2 [::1]:9092\nnode1 [::1]:9091\n";

        assertEquals(lines, RawHttp.body(RawHttp.get(address, "/cluster", "Accept: text/plain")));
        assertEquals(lines, RawHttp.body(RawHttp.get(address, "/cluster?format=text")));
        assertEquals(
                "node2 h:8080\nnode1 h:8080\n",
                RawHttp.body(RawHttp.get(address, "/cluster?format=text&transport=http")));
        assertEquals("", RawHttp.body(RawHttp.get(address, "/cluster?format=text&transport=none")));
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws IOException {
        assertEquals("HTTP/1.1 404 Not Found", RawHttp.status(RawHttp.get(address, "/")));
        assertEquals("HTTP/1.1 404 Not Found", RawHttp.status(RawHttp.get(address, "/health/livelier")));
        String answer = RawHttp.exchange(
                address, "POST /cluster HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
        assertEquals("HTTP/1.1 405 Method Not Allowed", RawHttp.status(answer));
        assertTrue(answer.contains("Allow: GET, HEAD"), answer);
    }

    @Test
    void headHasNoBody() throws IOException {
        String answer = RawHttp.exchange(address, "HEAD /cluster HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");

        assertEquals("HTTP/1.1 200 OK", RawHttp.status(answer));
        assertEquals("", RawHttp.body(answer));
    }

    @Test
    void garbageCostsThePeerItsConnectionAndNothingElse() throws IOException {
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);

        assertFalse(RawHttp.exchange(address, garbage).contains(" 200 "));
        assertFalse(
                RawHttp.exchange(address, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").contains(" 200 "));
        assertFalse(RawHttp.exchange(address, "GET http://[ HTTP/1.1\r\n\r\n").contains(" 200 "));

        assertAlive();
    }

    @Test
    void giantRequestLinesHeadersAndBodiesAreCutOff() throws IOException {
        String giant = "x".repeat(4 << 20);

        assertFalse(RawHttp.exchange(address, "GET /" + giant).contains(" 200 "));
        assertFalse(RawHttp.get(address, "/cluster", "X-Giant: " + giant).contains(" 200 "));
        assertFalse(RawHttp.get(address, "/cluster", "X-A: 1\r\n".repeat(1000) + "X-B: 1")
                .contains(" 200 "));
        RawHttp.exchange(address, "POST /cluster HTTP/1.1\r\nHost: t\r\nContent-Length: 9000000000\r\n\r\n" + giant);

        assertAlive();
    }

    @Test
    void slowRequestIsCutOffWithoutHarmToOthers() throws IOException {
        try (Socket slow = RawHttp.connect(address)) {
            slow.getOutputStream().write("GET /cluster HTTP/1.1\r\nX-".getBytes(StandardCharsets.US_ASCII));

            assertAlive();
            long start = System.nanoTime();
            assertEquals(-1, slow.getInputStream().read());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
        }
    }

    @Test
    void connectionsAreBoundedAndComeFreeAgain() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < HttpLimits.MAX_CONNECTIONS + 50; i++) {
                sockets.add(RawHttp.connect(address));
            }
            // Those beyond the limit are closed by the server; the last one is such.
            assertEquals(-1, sockets.getLast().getInputStream().read());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        awaitAlive();
    }

    @Test
    void sourceThatFailsGivesAnErrorAndNoStack() throws IOException {
        server.close();
        server = HttpStatusServer.start(TestStatus.ANY_PORT, new StatusSource() {
            @Override
            public Readiness readiness() {
                throw new IllegalStateException("secret");
            }

            @Override
            public ClusterView cluster() {
                throw new IllegalStateException("secret");
            }
        });

        String answer = RawHttp.get(server.boundAddress(), "/cluster");

        assertEquals("HTTP/1.1 500 Internal Server Error", RawHttp.status(answer));
        assertFalse(answer.contains("secret"), answer);
    }

    @Test
    void portInUseIsToldWithTheAddressAndWhatToDo() {
        String message =
                String.valueOf(assertThrows(ConfigException.class, () -> HttpStatusServer.start(address, status))
                        .getMessage());

        assertTrue(message.startsWith("cannot listen on http-addr " + address + ": "), message);
        assertTrue(message.contains("--http-addr"), message);
    }

    @Test
    void hostThatIsUnknownIsTold() {
        HostPort unknown = HostPort.parse("no-such-host.invalid:1");

        assertTrue(String.valueOf(assertThrows(ConfigException.class, () -> HttpStatusServer.start(unknown, status))
                        .getMessage())
                .contains("the host 'no-such-host.invalid' is unknown"));
    }

    @Test
    void addressIsFreeAfterClose() {
        server.close();
        server.close();

        server = HttpStatusServer.start(address, status);
        assertEquals(address, server.boundAddress());
    }

    private void assertAlive() throws IOException {
        assertEquals("HTTP/1.1 200 OK", RawHttp.status(RawHttp.get(address, "/health/live")));
    }

    private void awaitAlive() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!RawHttp.get(address, "/health/live").contains(" 200 ") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertAlive();
    }
}
