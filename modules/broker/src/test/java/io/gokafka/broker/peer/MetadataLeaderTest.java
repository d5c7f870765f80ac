package io.gokafka.broker.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.broker.fake.BrokerWorld;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another broker leads the metadata. */
@Timeout(60)
final class MetadataLeaderTest {
    private static final BrokerId OTHER = new BrokerId("other");
    private static final ReportLeaders REPORT = new ReportLeaders(BrokerWorld.SELF, List.of());

    private final Queue<CompletableFuture<ReportLeaders.Result>> answers = new ArrayDeque<>();
    private BrokerWorld world;
    private MetadataLeader leader;

    @BeforeEach
    void start() {
        world = new BrokerWorld();
        world.join(OTHER);
        world.consensus.group(LogId.CLUSTER).follow(Optional.of(OTHER));
        leader = new MetadataLeader(
                BrokerWorld.SELF, world.metadata, new Peers(BrokerInfo.RAFT, new Answering(), world.metadata::image));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private final class Answering implements ClientTransport {
        @Override
        public Requests broker(HostPort address) {
            return new Requests() {
                @Override
                @SuppressWarnings("unchecked") // the one kind of request that is made
                public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
                    return (CompletableFuture<R>) answers.remove();
                }
            };
        }

        @Override
        public void close() {
            // there is nothing
        }
    }

    private static CompletableFuture<ReportLeaders.Result> refusal(ErrorCode code) {
        return CompletableFuture.failedFuture(new RequestException(code, "no"));
    }

    private ReportLeaders.Result report() throws InterruptedException {
        return leader.applyRepeatable(REPORT, () -> world.metadata.reportLeaders(REPORT));
    }

    @Test
    void whatMayBeMadeTwiceIsNotHeldUpByALeaderThatDoesNotAnswer() throws Exception {
        answers.add(new CompletableFuture<>());
        answers.add(CompletableFuture.completedFuture(new ReportLeaders.Result()));
        assertEquals(new ReportLeaders.Result(), report());
    }

    @Test
    void whatHasAnUnknownOutcomeIsRepeatedOnlyWhereThatDoesNoHarm() throws Exception {
        answers.add(refusal(ErrorCode.INDETERMINATE));
        answers.add(CompletableFuture.completedFuture(new ReportLeaders.Result()));
        report();
        answers.add(refusal(ErrorCode.INDETERMINATE));
        RequestException unknown = assertThrows(
                RequestException.class,
                () -> leader.apply(REPORT, () -> world.metadata.reportLeaders(REPORT), RequestContext.LOCAL));
        assertEquals(ErrorCode.INDETERMINATE, unknown.code());
    }

    @Test
    void aRefusalIsFinal() {
        answers.add(refusal(ErrorCode.INVALID_CONFIG));
        assertEquals(
                ErrorCode.INVALID_CONFIG,
                assertThrows(RequestException.class, this::report).code());
    }
}
